import { promql } from '../../catalog/promql.ts';
import { componentUp } from '../../catalog/service.ts';
import { by, fromAgents } from '../agents.ts';
import { settlement } from '../config.ts';
import { type RecordingRule, record } from '../rule.ts';
import { hospitalLineDown, reachableServers } from './topology.ts';

export const serverSettleOk = record(
  'server:settle_ok:bool',
  'Whether the parts of a server without which nobody can settle are up.',
  promql`
    min by (${by.server}) (
      ${fromAgents(componentUp, { component: settlement.vital })}
    )`,
);

export const hospitalSettleOk = record(
  'hospital:settle_ok:bool',
  'Whether a hospital can settle on one server at least; absent where nothing is known.',
  promql`max by (${by.hospital}) (${serverSettleOk})`,
);

export const hospitalServiceOk = record(
  'hospital:service_ok:bool',
  '1 up, 0 down, absent unknown: behind a cut line nothing is known.',
  promql`
    ${hospitalSettleOk}
    or
    (
      ${reachableServers} == 0
      unless on (hospital)
      (${hospitalLineDown} == 1)
    )`,
);

export const serviceRecords: readonly RecordingRule[] = [
  serverSettleOk,
  hospitalSettleOk,
  hospitalServiceOk,
];

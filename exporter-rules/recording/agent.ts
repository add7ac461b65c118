import { probeSuccess } from '../../catalog/probe.ts';
import { promql } from '../../catalog/promql.ts';
import { select } from '../../catalog/select.ts';
import { job } from '../agents.ts';
import { line } from '../config.ts';
import { agents } from '../config-operations.ts';
import { type RecordingRule, record } from '../rule.ts';
import { agentUp } from './topology.ts';

export const agentDown = record(
  'server:agent_down:bool',
  'Whether the agent is silent while its host answers a ping.',
  promql`
    (${agentUp} == bool 0)
    * on (server) group_left ()
    max by (server) (${select(probeSuccess, { job: job.server })})`,
);

export const cityAgentsDown = record(
  'city:agents_down:bool',
  'Whether so many agents are silent that they share a cause.',
  promql`avg(${agentDown}) > bool ${agents.fleetShare}`,
);

export const cityAgentsDownLately = record(
  'city:agents_down:max5m',
  'Whether that was so within the last five minutes.',
  promql`max_over_time(${cityAgentsDown}[${line.explainsFor}])`,
);

export const agentRecords: readonly RecordingRule[] = [
  agentDown,
  cityAgentsDown,
  cityAgentsDownLately,
];

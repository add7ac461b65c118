import { promql } from '../../catalog/promql.ts';
import { txnDuration } from '../../catalog/settlement.ts';
import { bucketsFromAgents, by } from '../agents.ts';
import { settlement } from '../config.ts';
import { type RecordingRule, record } from '../rule.ts';

const buckets = bucketsFromAgents(txnDuration);

export const hospitalLatency = record(
  'hospital_txn:yibao_txn_duration_seconds:p95_15m',
  'Seconds within which 95 % of the calls of a kind end, by hospital.',
  promql`
    histogram_quantile(${settlement.quantile},
      sum by (${by.hospital}, txn, le) (rate(${buckets}[${settlement.hospitalLatencyWindow}]))
    )`,
);

export const levelLatency = record(
  'level_txn:yibao_txn_duration_seconds:p95_5m',
  'Seconds within which 95 % of the calls of a kind end, by hospital level.',
  promql`
    histogram_quantile(${settlement.quantile},
      sum by (level, txn, le) (rate(${buckets}[${settlement.levelLatencyWindow}]))
    )`,
);

export const latencyRecords: readonly RecordingRule[] = [hospitalLatency, levelLatency];

import { promql } from '../../catalog/promql.ts';
import { txn, txnMode } from '../../catalog/settlement.ts';
import { by, fromAgents } from '../agents.ts';
import { settlement, timing } from '../config.ts';
import { type RecordingRule, record } from '../rule.ts';

const calls = fromAgents(txn, { txn: settlement.calls });
const failures = fromAgents(txn, { txn: settlement.calls, result: settlement.failures });

export const hospitalSettleAll = record(
  'hospital:yibao_settle_all:rate5m',
  'Settlement calls a second of a hospital, whatever their result.',
  promql`sum by (${by.hospital}) (rate(${calls}[${timing.rateWindow}]))`,
);

// The counters are made lazily: without a failure the series is missing, and `or 0 *` says zero.
export const hospitalSettleFailed = record(
  'hospital:yibao_settle_failed:rate5m',
  'Settlement calls a second that failed for a reason of the system.',
  promql`
    sum by (${by.hospital}) (rate(${failures}[${timing.rateWindow}]))
    or
    0 * ${hospitalSettleAll}`,
);

// `> 0`: without calls there is no success to speak of, and no series is better than 0 / 0.
export const hospitalSettleSuccess = record(
  'hospital:yibao_settle_success:ratio_rate5m',
  'Share of the settlement calls that did not fail for a reason of the system.',
  promql`1 - ${hospitalSettleFailed} / (${hospitalSettleAll} > 0)`,
);

export const districtSettleAll = record(
  'district:yibao_settle_all:rate5m',
  'Settlement calls a second of a district.',
  promql`sum by (district) (${hospitalSettleAll})`,
);

export const districtSettleSuccess = record(
  'district:yibao_settle_success:ratio_rate5m',
  'Share of the settlement calls of a district that succeeded; a ratio of sums.',
  promql`1 - sum by (district) (${hospitalSettleFailed}) / (${districtSettleAll} > 0)`,
);

export const citySettleAll = record(
  'city:yibao_settle_all:rate5m',
  'Settlement calls a second of the city.',
  promql`sum(${hospitalSettleAll})`,
);

export const citySettleSuccess = record(
  'city:yibao_settle_success:ratio_rate5m',
  'Share of the settlement calls of the city that succeeded; a ratio of sums.',
  promql`1 - sum(${hospitalSettleFailed}) / (${citySettleAll} > 0)`,
);

export const hospitalSettle = record(
  'hospital:yibao_settle:rate5m',
  'Committed settlements a second of a hospital, online and offline.',
  promql`sum by (${by.hospital}) (rate(${fromAgents(txnMode)}[${timing.rateWindow}]))`,
);

export const districtSettle = record(
  'district:yibao_settle:rate5m',
  'Committed settlements a second of a district.',
  promql`sum by (district) (${hospitalSettle})`,
);

export const citySettle = record(
  'city:yibao_settle:rate5m',
  'Committed settlements a second of the city.',
  promql`sum(${hospitalSettle})`,
);

export const hospitalSettleSmooth = record(
  'hospital:yibao_settle:rate10m',
  'Committed settlements a second, over the window of the offline share.',
  promql`sum by (${by.hospital}) (rate(${fromAgents(txnMode)}[${settlement.offlineWindow}]))`,
);

export const hospitalOffline = record(
  'hospital:yibao_offline:rate10m',
  'Settlements a second that were made without the insurance centre.',
  promql`
    sum by (${by.hospital}) (
      rate(${fromAgents(txnMode, { mode: 'offline' })}[${settlement.offlineWindow}])
    )
    or
    0 * ${hospitalSettleSmooth}`,
);

export const hospitalOfflineShare = record(
  'hospital:yibao_offline_share:ratio_rate10m',
  'Share of the settlements of a hospital that were made offline.',
  promql`${hospitalOffline} / (${hospitalSettleSmooth} > 0)`,
);

export const cityOfflineShare = record(
  'city:yibao_offline_share:ratio_rate10m',
  'Share of the settlements of the city that were made offline.',
  promql`sum(${hospitalOffline}) / (sum(${hospitalSettleSmooth}) > 0)`,
);

export const settlementRecords: readonly RecordingRule[] = [
  hospitalSettleAll,
  hospitalSettleFailed,
  hospitalSettleSuccess,
  districtSettleAll,
  districtSettleSuccess,
  citySettleAll,
  citySettleSuccess,
  hospitalSettle,
  districtSettle,
  citySettle,
  hospitalSettleSmooth,
  hospitalOffline,
  hospitalOfflineShare,
  cityOfflineShare,
];

import { settlementExpected } from '../../catalog/center.ts';
import { promql } from '../../catalog/promql.ts';
import { select } from '../../catalog/select.ts';
import { quiet } from '../config.ts';
import { type RecordingRule, record } from '../rule.ts';
import { hospitalSettle } from './settlement.ts';

// Averages of a recorded rate, a series a hospital; the raw counters over two hours would cost fifty times that.
export const settleShort = record(
  'hospital:yibao_settle:rate30m',
  'Committed settlements a second of a hospital, over the short window of silence.',
  promql`avg_over_time(${hospitalSettle}[30m])`,
);

const settleLong = record(
  'hospital:yibao_settle:rate2h',
  'The same over the long window, for small hospitals.',
  promql`avg_over_time(${settleShort}[${quiet.longOf}])`,
);

// One Monday is chance, two are a habit; in its second week a hospital has one only.
export const settleRhythm = record(
  'hospital:settle_rhythm:rate30m',
  'What a hospital did at this hour of this weekday, mean of the last two weeks.',
  promql`
    (${settleShort} offset 1w + ${settleShort} offset 2w) / 2
    or
    (${settleShort} offset 1w)`,
);

// A holiday, a storm or a fault of the bureau shows in everybody: then nobody is too quiet.
export const peerActivity = record(
  'level:settle_activity:ratio',
  'How busy the hospitals of a level are together against their rhythm, 1 at most.',
  promql`
    clamp_max(
      sum by (level) (${settleShort} and ${settleRhythm})
      /
      (sum by (level) (${settleRhythm} and ${settleShort}) > 0),
      1
    )`,
);

export const settleExpected = record(
  'hospital:settle_expected:rate30m',
  'Settlements a second to be expected now: the forecast if there is one, else rhythm times peers.',
  promql`
    0 * ${settleShort}
    + on (hospital) group_left ()
    ${select(settlementExpected, { band: 'low' })}
    or
    ${settleRhythm} * on (level) group_left () ${peerActivity}`,
);

const settleExpectedLong = record(
  'hospital:settle_expected:rate2h',
  'The same over the long window.',
  promql`avg_over_time(${settleExpected}[${quiet.longOf}])`,
);

export const silence = record(
  'hospital:yibao_silence:ratio',
  'Settlements of a hospital against what is expected; absent while too few are expected.',
  promql`
    ${settleShort} / (${settleExpected} * ${quiet.shortSeconds} >= ${quiet.leastExpected})
    * ${quiet.shortSeconds}
    or
    ${settleLong} / (${settleExpectedLong} * ${quiet.longSeconds} >= ${quiet.leastExpected})
    * ${quiet.longSeconds}`,
);

export const quietRecords: readonly RecordingRule[] = [
  settleShort,
  settleLong,
  settleRhythm,
  peerActivity,
  settleExpected,
  settleExpectedLong,
  silence,
];

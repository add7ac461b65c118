import { hospitalInfo } from '../../catalog/center.ts';
import { alerts, alertsForState } from '../../catalog/prometheus.ts';
import { type PromQL, promql } from '../../catalog/promql.ts';
import { series } from '../../exporter-rules/recording/index.ts';

/*
 * Questions of the wallboard. They read recorded series: 1,800 hospitals times ten screens times four
 * refreshes a minute would ask too much of raw ones.
 */
const { boards, latency, settlement, topology } = series;

/**
 * A number with another one beside it as its yardstick. That one travels as a label, written there by
 * `count_values`, so that one panel says "19 of 20" without a transformation.
 */
function beside(number: PromQL, label: string, yardstick: PromQL): PromQL {
  return promql`
    ${orUnknown(number)}
    * on () group_left (${label})
    (${yardstick} or on () label_replace(vector(1), "${label}", "–", "", ""))`;
}

/** NaN instead of nothing: the panel keeps its name and says "no data" beside it. */
function orUnknown(number: PromQL): PromQL {
  return promql`${number} or on () vector(NaN)`;
}

const count = (label: string, number: PromQL) => promql`count_values("${label}", ${number})`;

/** A ratio as percents with one digit more than people compare. */
const percent = (label: string, ratio: PromQL) => promql`
  label_replace(count_values("${label}", round(10000 * ${ratio}) / 100), "${label}", "$1%", "${label}", "(.+)")`;

export const allHospitals = promql`sum(${boards.cityStates})`;

export const hospitalsOnline = beside(
  promql`sum(${boards.cityStates}{code=~"0|1"})`,
  'all',
  count('all', allHospitals),
);

export const settleSuccess = beside(
  promql`${settlement.citySettleSuccess}`,
  'before',
  percent('before', promql`${settlement.citySettleSuccess} offset 1h`),
);

/**
 * Hospitals that say they cannot reach the bureau, and those whose line is cut: they say nothing, and settle
 * offline. Beside them the share of all settlements that are known to be offline.
 */
export const hospitalsOffline = beside(
  promql`
    (sum(${boards.cityHospitalsOffline}) or 0 * sum(${topology.hospitalLineDown}))
    + sum(${topology.hospitalLineDown})`,
  'percent',
  percent('percent', promql`${settlement.cityOfflineShare}`),
);

export const uploadBacklog = beside(
  promql`sum(${boards.cityUploadQueue})`,
  'before',
  count('before', promql`${boards.cityUploadQueue} offset 1h`),
);

/** Zero only while the watchdog fires: when no rule is evaluated, nobody knows. */
const firingOf = (priority: string) => promql`
  count(${alerts}{alertstate="firing",priority="${priority}"})
  or
  0 * count(${alerts}{alertname="Watchdog",alertstate="firing"})`;
export const firingP1 = beside(firingOf('P1'), 'p2', count('p2', firingOf('P2')));

export const dataAge = orUnknown(promql`${boards.cityDataAge}`);

/**
 * Share of a district's hospitals that can settle. -1 where the registry is known and has no hospital
 * there; NaN where nobody knows, which must not look the same.
 */
export function districtService(adcode: string): PromQL {
  const isEmpty = promql`
    (vector(-1) and on () ${boards.cityStates})
    unless on ()
    ${boards.districtStates}{district="${adcode}"}`;
  return orUnknown(promql`
    ${boards.districtSettleOk}{district="${adcode}"}
    or on ()
    ${isEmpty}`);
}

const hospitalsOf = promql`sum by (district) (${boards.districtStates})`;
export const cityService = orUnknown(promql`
    sum(${boards.districtSettleOk} * on (district) ${hospitalsOf})
  /
    sum(${hospitalsOf})`);

/** Codes with the names that people know; a hospital that lacks a name is shown by its code. */
export const hospitalStates = promql`
  (${boards.hospitalState} * on (hospital) group_left (short_name) ${hospitalInfo})
  or on (hospital)
  label_replace(${boards.hospitalState}, "short_name", "$1", "hospital", "(.+)")`;

const failed = promql`1 - ${settlement.hospitalSettleSuccess}`;

/**
 * State first, share of failures second: a hospital that is cut off has no failures and is still among the
 * worst. Not observed (4) counts as well here: clinics that switch off at night would fill the list, and
 * what is silent in opening hours has an alarm within minutes.
 */
const worst = promql`
  topk(10,
    (${failed} + on (hospital) group_left () ${boards.hospitalState} % 4)
    or on (hospital)
    ${boards.hospitalState} % 4
  )`;

/** The rank, with all labels and the name; joined for ten rows only. */
export const worstRanks = promql`
  (${worst} * on (hospital) group_left (short_name) ${hospitalInfo})
  or on (hospital)
  ${worst}`;
/** Columns beside carry no label but the hospital, so that joining never renames a column. */
export const worstStates = promql`sum by (hospital) (${boards.hospitalState} and on (hospital) ${worst})`;
/** NaN, which the board writes as a dash, where nothing was settled: no number is invented. */
export const worstFailures = promql`
  sum by (hospital) (${failed} and on (hospital) ${worst})
  or
  0 * sum by (hospital) ${worst} / 0`;

const firing = promql`
  ${alertsForState}
  and ignoring (alertstate)
  ${alerts}{alertstate="firing",priority=~"P1|P2"}`;

/** Since when, in milliseconds as the unit wants them; with the hospital's name where there is one. */
export const firingNewest = promql`
  topk(20, 1000 * (
    (${firing} * on (hospital) group_left (short_name) ${hospitalInfo})
    or ignoring (short_name)
    ${firing}
  ))`;

/** A minute: 0.02 a second says nothing to people, and 45 a second little. */
export const settlements = promql`60 * ${settlement.citySettle}`;
export const settlementsLastWeek = promql`60 * ${settlement.citySettle} offset 1w`;

/** `>= 0` drops NaN, which a quantile gives where nothing was called: a gap, not the end of the scale. */
export const tradeP95ByLevel = promql`${latency.levelLatency}{txn="trade"} >= 0`;

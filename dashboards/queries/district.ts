import { hospitalInfo } from '../../catalog/center.ts';
import { alerts, alertsForState } from '../../catalog/prometheus.ts';
import { promql } from '../../catalog/promql.ts';
import { series } from '../../exporter-rules/recording/index.ts';

/* Recorded series only: a district has up to three hundred hospitals. */
const { boards, settlement, topology } = series;

const here = 'district=~"$district"';

/** A state without hospitals says 0; nothing at all means that nobody knows. */
export const inState = (code: string) =>
  promql`sum(${boards.districtStates}{${here},code="${code}"})`;

export const dataAge = promql`${boards.cityDataAge}`;

/** Codes with the names that people know; a hospital that lacks a name is shown by its code. */
export const states = promql`
  (${boards.hospitalState}{${here}} * on (hospital) group_left (short_name) ${hospitalInfo})
  or on (hospital)
  label_replace(${boards.hospitalState}{${here}}, "short_name", "$1", "hospital", "(.+)")`;

/** Not observed (4) does not come before what is known to be ill. */
export const ranks = promql`
  ((${boards.hospitalState}{${here}} % 4) * on (hospital) group_left (short_name) ${hospitalInfo})
  or on (hospital)
  (${boards.hospitalState}{${here}} % 4)`;
/** Columns beside carry no label but the hospital, so that joining never renames a column. */
export const codes = promql`max by (hospital) (${boards.hospitalState}{${here}})`;
export const failures = promql`max by (hospital) (1 - ${settlement.hospitalSettleSuccess}{${here}} >= 0)`;
export const offline = promql`max by (hospital) (${settlement.hospitalOfflineShare}{${here}} >= 0)`;
export const perMinute = promql`60 * max by (hospital) (${settlement.hospitalSettle}{${here}})`;
export const reachable = promql`max by (hospital) (${topology.reachableServers}{${here}})`;

/** Only lines that were cut within the range: three hundred rows of "up" say nothing. */
export const lines = promql`
  max by (hospital) (
    ${topology.hospitalLineDown}{${here}}
    and on (hospital)
    max_over_time(${topology.hospitalLineDown}{${here}}[$__range]) == 1
  )`;

export const success = promql`${settlement.districtSettleSuccess}{${here}} >= 0`;
export const citySuccess = promql`${settlement.citySettleSuccess} >= 0`;
export const settlements = promql`60 * ${settlement.districtSettle}{${here}}`;
export const service = promql`${boards.districtSettleOk}{${here}}`;

const firing = promql`
  ${alertsForState}
  and ignoring (alertstate)
  ${alerts}{alertstate="firing",district!="",${here}}`;

/** Since when, in milliseconds as the unit wants them. */
export const alarms = promql`
  topk(50, 1000 * (
    (${firing} * on (hospital) group_left (short_name) ${hospitalInfo})
    or ignoring (short_name)
    ${firing}
  ))`;

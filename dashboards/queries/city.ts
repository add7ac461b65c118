import { hospitalInfo } from '../../catalog/center.ts';
import { alerts, alertsForState } from '../../catalog/prometheus.ts';
import { type PromQL, promql } from '../../catalog/promql.ts';
import { recorded as r } from './recorded.ts';

/**
 * Questions of the wallboard. All read recorded series: 1,800 hospitals times ten screens times four
 * refreshes a minute would ask too much of raw ones. A yardstick travels as a label, written there by
 * `count_values`, so that one query carries "19" and "of 20".
 */
const allHospitals = promql`count_values("all", sum(${r.cityStateCount}))`;
const online = promql`
  sum(${r.cityStateCount}{code=~"0|1"})
  or
  0 * sum(${r.cityStateCount})`;

export const hospitalsOnline = promql`
  ${online}
  * on () group_left (all)
  ${allHospitals}`;

export const settleSuccess = promql`${r.citySuccess}`;

export const hospitalsOffline = promql`sum(${r.hospitalsOffline})`;

export const uploadBacklog = promql`sum(${r.uploadQueue})`;

export const firingP1 = promql`count(${alerts}{alertstate="firing",priority="P1"}) or vector(0)`;

export const dataAge = promql`${r.dataAge}`;

/** Share of hospitals that can settle; -1 where the registry has no hospital, nothing where nobody knows. */
export function districtService(adcode: string): PromQL {
  const isEmpty = promql`
    (vector(-1) and on () ${r.cityStateCount})
    unless on ()
    ${r.districtStateCount}{district="${adcode}"}`;
  return promql`
    ${r.districtSettleOk}{district="${adcode}"}
    or on ()
    ${isEmpty}`;
}

export const cityService = promql`
    sum(${r.cityStateCount}{code!~"3|4"})
  /
    sum(${r.cityStateCount})`;

/** Codes with the names that people know; a hospital that lacks a name is still shown. */
export const hospitalStates = promql`
  (${r.hospitalState} * on (hospital) group_left (short_name) ${hospitalInfo})
  or on (hospital)
  ${r.hospitalState}`;

const failed = promql`
  (1 - ${r.hospitalSuccess} and on (hospital) ${r.hospitalSettle} > 0)
  or on (hospital)
  0 * ${r.hospitalState}`;

/** State first, failures second: a hospital that is cut off has no failures and is still the worst. */
const worst = promql`topk(10, ${r.hospitalState} % 4 + on (hospital) group_left () ${failed})`;

export const worstStates = promql`${hospitalStates} and on (hospital) ${worst}`;
export const worstFailures = promql`${failed} and on (hospital) ${worst}`;

const firing = promql`
  ${alertsForState}
  and ignoring (alertstate)
  ${alerts}{alertstate="firing",priority=~"P1|P2"}`;

/** Milliseconds, as the unit "from now" wants them. */
export const firingNewest = promql`
  topk(20, 1000 * (
    (${firing} * on (hospital) group_left (short_name) ${hospitalInfo})
    or ignoring (short_name)
    ${firing}
  ))`;

export const settlements = promql`${r.citySettle}`;
export const settlementsLastWeek = promql`${r.citySettle} offset 1w`;

export const tradeP95ByLevel = promql`${r.levelP95}{txn="trade"}`;

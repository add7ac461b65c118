import { hospitalInfo } from '../../catalog/center.ts';
import { deliveries, incidentsOpen } from '../../catalog/notifier.ts';
import { alertmanagerSilences, alerts, alertsForState } from '../../catalog/prometheus.ts';
import { type PromQL, promql } from '../../catalog/promql.ts';

/** Zero only while the watchdog fires: when no rule is evaluated, nobody knows. */
export function count(priority: string): PromQL {
  return promql`
    count(${alerts}{alertstate="firing",priority="${priority}"})
    or
    0 * count(${alerts}{alertname="Watchdog",alertstate="firing"})`;
}

const firingNow = promql`
  ${alertsForState}
  and ignoring (alertstate)
  ${alerts}{alertstate="firing",priority!=""}`;

/** Since when, in milliseconds as the unit wants them; with the hospital's name where there is one. */
export const firing = promql`
  topk(100, 1000 * (
    (${firingNow} * on (hospital) group_left (short_name) ${hospitalInfo})
    or ignoring (short_name)
    ${firingNow}
  ))`;

const worst = (code: number, priority: string) => promql`
  ${code} * group by (district) (${alerts}{alertstate="firing",district!="",priority=~"${priority}"})`;
/** In the codes of a hospital's state. */
export const worstByDistrict = promql`
  ${worst(3, 'P1')} or ${worst(2, 'P2')} or ${worst(1, 'P3|P4')}`;

/** Minutes in which it fired: a look each minute. */
export const longest = promql`
  topk(20, sum by (hospital, district, alertname) (
    count_over_time(${alerts}{alertstate="firing",hospital!=""}[24h:1m])
  ))`;

export const byPriority = promql`count by (priority) (${alerts}{alertstate="firing",priority!=""})`;
export const messages = promql`sum by (channel, result) (increase(${deliveries}[$__rate_interval])) > 0`;
export const silences = promql`sum(${alertmanagerSilences}{state="active"})`;
export const incidents = promql`sum(${incidentsOpen})`;

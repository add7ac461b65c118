import { agentInfo } from '../../catalog/agent.ts';
import { hospitalInfo, inventoryServerInfo } from '../../catalog/center.ts';
import { pairStates } from '../../catalog/labels.ts';
import {
  datasetRows,
  datasetTimestamp,
  datasetVersionInfo,
  downloadLastSuccess,
} from '../../catalog/nightly.ts';
import { alerts, alertsForState } from '../../catalog/prometheus.ts';
import { type PromQL, promql } from '../../catalog/promql.ts';
import {
  bureauReachable,
  componentUp,
  gatewayReachable,
  signInValid,
} from '../../catalog/service.ts';
import {
  cardReaderUp,
  indoubtTrades,
  pairActive,
  pairReplicationLag,
  pairState,
  txn,
  txnDuration,
  uploadOldestAge,
  uploadQueueLength,
} from '../../catalog/settlement.ts';
import { series } from '../../exporter-rules/recording/index.ts';

const { boards, host, latency, service, settlement, storage, topology } = series;

/** The pair is one object: what the hospital can do. One server of it: what carries `$server`. */
const here = 'hospital=~"$hospital"';
const chosen = `${here},server=~"$server"`;

export const stateOnly = promql`${boards.hospitalState}{${here}}`;
export const state = promql`
  (${boards.hospitalState}{${here}} * on (hospital) group_left (name) ${hospitalInfo})
  or on (hospital)
  ${boards.hospitalState}{${here}}`;
export const canSettle = promql`${service.hospitalServiceOk}{${here}}`;
export const serversUp = promql`${topology.reachableServers}{${here}}`;
export const lineDown = promql`${topology.hospitalLineDown}{${here}}`;
/** -1 while the hospital is observed and settles nothing; nothing when it is not observed: rates outlive it. */
export const offlineShare = promql`
  (${settlement.hospitalOfflineShare}{${here}} and on (hospital) ${service.hospitalSettleOk}{${here}})
  or on (hospital)
  (0 * ${service.hospitalSettleOk}{${here}} - 1)`;

/** Exact while samples come; when none has come for five minutes, to the half minute. */
export const dataAge = promql`
  (time() - max(timestamp(${agentInfo}{${here}})))
  or
  (time() - max(max_over_time(timestamp(${agentInfo}{${here}})[6h:30s])))`;

/** -1 for each server that stands alone: there is no pair to speak of. */
const single = promql`max by (server) (0 * ${inventoryServerInfo}{${here},role="single"}) - 1`;

/** The one-hot state of each side as the index of the closed list; -1 where there is no pair. */
export const pairCode = pairCodes();
function pairCodes(): PromQL {
  const codes = pairStates.map(
    (name, code) => promql`${code} * (${pairState}{${here},state="${name}"} == 1)`,
  );
  const anyOf = codes.reduce((list, code) => promql`${list} or ${code}`);
  return promql`
    max by (server) (${anyOf})
    or
    ${single}`;
}
export const active = promql`
  max by (server) (${pairActive}{${here}})
  or
  ${single}`;
/** -1 where there is no pair. */
export const replicationLag = promql`
  max(${pairReplicationLag}{${here}})
  or
  max(${single})`;

/** Links from the window to the bureau; the mean over servers and paths says all, some or none. */
export const chain = {
  gateway: promql`avg(${gatewayReachable}{${here}})`,
  bureau: promql`avg(${bureauReachable}{${here}})`,
  signIn: promql`avg(${signInValid}{${here}})`,
  settleCore: promql`avg(${componentUp}{${here},component="settle_core"})`,
  database: promql`avg(${componentUp}{${here},component="db"})`,
  card: promql`avg(${cardReaderUp}{${here}})`,
} as const;

export const txnGood = promql`60 * sum by (result) (rate(${txn}{${chosen},result=~"ok|warn"}[$__rate_interval]))`;
export const txnBad = promql`-60 * sum by (result) (rate(${txn}{${chosen},result!~"ok|warn"}[$__rate_interval]))`;

export const tradeSeconds = promql`
  sum by (le) (increase(${{ name: `${txnDuration.name}_bucket` }}{${chosen},txn="trade"}[$__rate_interval]))`;
/** `>= 0` drops NaN, which a quantile gives where nothing was called. */
export const p95ByTxn = promql`
  ${latency.hospitalLatency}{${here},txn=~"person_info|divide|trade"} >= 0`;

export const uploadQueue = promql`sum by (queue) (${uploadQueueLength}{${here}})`;
export const uploadAge = promql`max by (queue) (${uploadOldestAge}{${here}})`;
export const inDoubt = promql`sum(${indoubtTrades}{${here}})`;

/** The worse side of the pair decides; ages in hours. */
export const datasetVersions = promql`max by (dataset, version) (${datasetVersionInfo}{${here}})`;
export const datasetAge = promql`max by (dataset) (time() - ${datasetTimestamp}{${here}}) / 3600`;
export const downloadAge = promql`max by (dataset) (time() - ${downloadLastSuccess}{${here}}) / 3600`;
export const rowsLoaded = promql`min by (dataset) (${datasetRows}{${here}})`;

/** Alarms of the hospital, and those of its district and of the city. */
function covering(state: string): PromQL {
  return promql`
    ${alerts}{${here},${state}}
    or
    (${alerts}{scope="district",${state}} and on (district) ${boards.hospitalState}{${here}})
    or
    ${alerts}{scope="city",${state}}`;
}

const codeOf = (code: number, priority: string) => promql`
  ${code} * max by (alertname) ${covering(`alertstate="firing",priority=~"${priority}"`)}`;

/** Alarms in the codes of the hospital's state, so that one set of colors serves both. */
export const alarmCodes = promql`${codeOf(3, 'P1')} or ${codeOf(2, 'P2')} or ${codeOf(1, 'P3|P4')}`;

/** Since when, in milliseconds, for what fires and for what is about to. */
export const alarms = promql`
  1000 * (0 * ${covering('alertstate!=""')} + ignoring (alertstate) group_left () ${alertsForState})`;

export const disks = promql`${storage.fsUsedRatio}{${chosen}}`;
export const cpu = promql`${host.cpuBusy}{${chosen}}`;
export const memory = promql`${host.memoryUnavailable}{${chosen}}`;

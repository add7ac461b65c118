import { agentInfo, collectorUp } from '../../catalog/agent.ts';
import { inventoryServerInfo } from '../../catalog/center.ts';
import { diskIoTimeSeconds } from '../../catalog/disk.ts';
import { networkReceiveBytes, networkTransmitBytes } from '../../catalog/network.ts';
import { alerts, alertsForState, scrapeDuration } from '../../catalog/prometheus.ts';
import { promql } from '../../catalog/promql.ts';
import {
  clockOffset,
  componentUp,
  dbPoolInUse,
  dbPoolMax,
  dbPoolWaiting,
  dbQuerySeconds,
  lastBootReason,
  upsCharge,
} from '../../catalog/service.ts';
import { bootTimeSeconds, unameInfo } from '../../catalog/system.ts';
import { series } from '../../exporter-rules/recording/index.ts';
import { bootReasons } from '../vocabulary.ts';

const { host, storage, topology } = series;

/** One server: raw series are cheap here. */
const here = 'server=~"$server"';

/** Columns of the identity, one query each; nothing but the server in common, so that no column is renamed. */
export const place = promql`max by (server, hospital, role) (${inventoryServerInfo}{${here}})`;
export const agent = promql`max by (server, version, os, arch) (${agentInfo}{${here}})`;
export const machine = promql`max by (server, nodename, release) (${unameInfo}{${here}})`;

export const isUp = promql`max(${topology.serverUp}{${here}})`;
/** In days: Grafana's own long times stay English in every language. */
export const uptime = promql`(time() - max(${bootTimeSeconds}{${here}})) / 86400`;
/** The one-hot reason as the index of the closed list. */
export const bootReason = bootReasons
  .map(
    (reason, code) => promql`max(${code} * (${lastBootReason}{${here},reason="${reason}"} == 1))`,
  )
  .reduce((list, one) => promql`${list} or ${one}`);
export const clock = promql`max(abs(${clockOffset}{${here}}))`;
export const ups = promql`min(${upsCharge}{${here}})`;
export const sampleAge = promql`
  (time() - max(timestamp(${agentInfo}{${here}})))
  or
  (time() - max(max_over_time(timestamp(${agentInfo}{${here}})[6h:30s])))`;

export const cpu = promql`${host.cpuBusy}{${here}}`;
export const memory = promql`${host.memoryUnavailable}{${here}}`;
export const disks = promql`${storage.fsUsedRatio}{${here}}`;
export const diskBusy = promql`max by (device) (rate(${diskIoTimeSeconds}{${here}}[$__rate_interval]))`;
export const received = promql`8 * sum by (device) (rate(${networkReceiveBytes}{${here},device!="lo"}[$__rate_interval]))`;
export const sent = promql`-8 * sum by (device) (rate(${networkTransmitBytes}{${here},device!="lo"}[$__rate_interval]))`;

export const components = promql`max by (component) (${componentUp}{${here}})`;
export const pool = {
  inUse: promql`max(${dbPoolInUse}{${here}})`,
  waiting: promql`max(${dbPoolWaiting}{${here}})`,
  most: promql`max(${dbPoolMax}{${here}})`,
} as const;
export const queries = promql`max by (probe) (${dbQuerySeconds}{${here}})`;

export const scrape = promql`max(${scrapeDuration}{job="node",${here}})`;
export const collectors = promql`max by (collector) (${collectorUp}{${here}})`;

/** Since when, in milliseconds, for what fires on this server and for what is about to. */
export const alarms = promql`
  1000 * (
    0 * ${alerts}{${here},alertstate!=""}
    + ignoring (alertstate) group_left ()
    ${alertsForState}
  )`;

import { bureauDatasetVersion } from '../../catalog/center.ts';
import { datasetVersionInfo, downloadLastSuccess } from '../../catalog/nightly.ts';
import { promql } from '../../catalog/promql.ts';
import { by, fromAgents } from '../agents.ts';
import { line, nightly } from '../config.ts';
import { type RecordingRule, record } from '../rule.ts';
import { serverUp } from './topology.ts';

export const serverDownloadMissed = record(
  'server:download_missed:bool',
  'Whether a server missed a download of last night.',
  promql`
    max by (${by.server}) (
      time() - ${fromAgents(downloadLastSuccess)} > bool ${nightly.missedAfterSeconds}
    )`,
);

// Share and number in one series: gate and alarm can never disagree.
export const districtDownloadFailed = record(
  'district:download_failed:bool',
  'Whether so many servers of a district missed a download that they share a cause.',
  promql`
    (avg by (district) (${serverDownloadMissed}) > bool ${nightly.fleetShare})
    *
    (sum by (district) (${serverDownloadMissed}) >= bool ${nightly.fleetServers})`,
);

export const districtDownloadFailedLately = record(
  'district:download_failed:max5m',
  'Whether that was so within the last five minutes.',
  promql`max_over_time(${districtDownloadFailed}[${line.explainsFor}])`,
);

export const nightlyRecords: readonly RecordingRule[] = [
  serverDownloadMissed,
  districtDownloadFailed,
  districtDownloadFailedLately,
];

const loaded = promql`group by (${by.server}, dataset, version) (${fromAgents(datasetVersionInfo)})`;
const wanted = promql`group by (dataset, version) (${bureauDatasetVersion})`;

// The version is that of the loaded store, not of a file that was copied.
export const datasetCurrent = record(
  'district_dataset:yibao_dataset_current:count',
  'Morning readiness: servers of a district that have loaded the version the bureau wants.',
  promql`count by (district, dataset) (${loaded} and on (dataset, version) ${wanted})`,
);

export const datasetBehind = record(
  'district_dataset:yibao_dataset_behind:count',
  'Morning readiness: servers of a district that use another version.',
  promql`
    count by (district, dataset) (
      ${loaded} unless on (dataset, version) ${wanted}
      and on (dataset) ${wanted}
    )`,
);

export const datasetUnknown = record(
  'district:yibao_dataset_unknown:count',
  'Morning readiness: servers of a district that do not tell which red list they have loaded.',
  promql`
    count by (district) (
      ${serverUp} unless on (server) ${fromAgents(datasetVersionInfo, { dataset: 'redlist' })}
    )`,
);

export const readinessRecords: readonly RecordingRule[] = [
  datasetCurrent,
  datasetBehind,
  datasetUnknown,
];

import { datasets } from './labels.ts';
import { closed, counter, gauge } from './metric.ts';

const dataset = { dataset: datasets };

export const datasetVersionInfo = closed(
  gauge('yibao_dataset_version_info', 'Version in use, always 1.', 'dataset', 'version'),
  dataset,
);
export const datasetVersionNumber = closed(
  gauge('yibao_dataset_version_number', 'Version in use as a number.', 'dataset'),
  dataset,
);
export const datasetTimestamp = closed(
  gauge('yibao_dataset_timestamp_seconds', 'When the version in use was made.', 'dataset'),
  dataset,
);
export const datasetRows = closed(
  gauge('yibao_dataset_rows', 'Rows of the loaded data.', 'dataset'),
  dataset,
);
export const datasetBytes = closed(
  gauge('yibao_dataset_bytes', 'Size of the loaded data.', 'dataset'),
  dataset,
);
export const downloadExpectedRows = closed(
  gauge('yibao_download_expected_rows', 'Rows that the bureau announced.', 'dataset'),
  dataset,
);
export const downloadRuns = closed(
  counter('yibao_download_runs_total', 'Finished download runs.', 'dataset', 'result'),
  { ...dataset, result: ['ok', 'failed', 'partial', 'deadline', 'checksum'] },
);
export const downloadDuration = closed(
  gauge('yibao_download_duration_seconds', 'Duration of the last download run.', 'dataset'),
  dataset,
);
export const downloadLastSuccess = closed(
  gauge(
    'yibao_download_last_success_timestamp_seconds',
    'Time of the last good download.',
    'dataset',
  ),
  dataset,
);
export const downloadSpoolFiles = gauge(
  'yibao_download_spool_files',
  'Downloaded files that wait to be imported.',
);
export const downloadSpoolOldestAge = gauge(
  'yibao_download_spool_oldest_age_seconds',
  'Age of the oldest file that waits to be imported.',
);

import { type Dataset, datasets } from '../../../catalog/labels.ts';
import {
  datasetBytes,
  datasetRows,
  datasetTimestamp,
  datasetVersionInfo,
  datasetVersionNumber,
  downloadDuration,
  downloadExpectedRows,
  downloadLastSuccess,
  downloadRuns,
} from '../../../catalog/nightly.ts';
import { dayStart } from '../../fleet/local-time.ts';
import type { Download } from '../night-plan.ts';
import { type Family, family, infos } from '../page.ts';
import type { Reading } from '../reading.ts';

type Take = (reading: Reading, dataset: Dataset, download: Download) => number;

/** The datasets in use and the nightly downloads that brought them. */
export function nightly(): readonly Family[] {
  return [
    infos(datasetVersionInfo, {
      key: (r) => datasets.map((each) => last(r, each).day).join(),
      rows: (r) => datasets.map((each) => [each, r.server.downloads.version(each, last(r, each))]),
    }),
    family(
      datasetVersionNumber,
      rows((r, each, download) => r.server.downloads.version(each, download)),
    ),
    family(
      datasetTimestamp,
      rows((r, each, { day }) => dayStart(r.server.downloads.madeOn(each, day)) / 1000),
    ),
    family(datasetRows, rows(rowsInUse)),
    family(
      datasetBytes,
      rows((r, each) => r.hospital.rules.night.datasets[each].bytes),
    ),
    family(downloadExpectedRows, rows(rowsIn)),
    family(downloadRuns, datasets.flatMap(runsOf)),
    family(
      downloadDuration,
      rows((_, __, { seconds }) => Math.round(seconds)),
    ),
    family(
      downloadLastSuccess,
      rows((_, __, { finishedMs }) => Math.round(finishedMs / 1000)),
    ),
  ];
}

function rows(take: Take) {
  return datasets.map(
    (each) => [each, (reading: Reading) => take(reading, each, last(reading, each))] as const,
  );
}

/** Asked by eight lines for each dataset, hence kept with the reading. */
function last(reading: Reading, dataset: Dataset): Download {
  const { server, atMs, downloads } = reading;
  const known = downloads.get(dataset);
  if (known !== undefined) return known;
  const download = madeBefore(reading, dataset, server.downloads.last(dataset, atMs));
  downloads.set(dataset, download);
  return download;
}

function rowsIn({ hospital }: Reading, dataset: Dataset, { day }: Download): number {
  const { night, sinceDay } = hospital.rules;
  const { rows: first, rowsPerDay } = night.datasets[dataset];
  return first + rowsPerDay * (day - sinceDay);
}

/** Last night's red list came only in part: the old one stays in use, and the rows of the new one are counted. */
function rowsInUse(reading: Reading, dataset: Dataset, download: Download): number {
  const rows = rowsIn(reading, dataset, download);
  if (dataset !== 'redlist' || !reading.server.conditions.has('download-partial')) return rows;
  return Math.floor(rows * 0.93);
}

/** A server that missed a change of the catalogs goes on with those of a month before. */
function madeBefore(reading: Reading, dataset: Dataset, download: Download): Download {
  if (!dataset.startsWith('catalog_')) return download;
  if (!reading.server.conditions.has('catalog-behind')) return download;
  const day = reading.server.downloads.madeOn(dataset, download.day) - 1;
  return { ...download, day };
}

function runsOf(dataset: Dataset) {
  return [
    [
      dataset,
      'ok',
      ({ server, atMs }: Reading) =>
        server.downloads.goodRuns(dataset, server.countersFromMs, atMs),
    ],
    [
      dataset,
      'failed',
      ({ server }: Reading) => server.downloads.failedRuns(dataset, server.countersFromMs),
    ],
    [
      dataset,
      'partial',
      ({ server }: Reading) =>
        dataset === 'redlist' ? server.conditions.struck('download-partial') : 0,
    ],
    [dataset, 'deadline', () => 0],
    [dataset, 'checksum', () => 0],
  ] as const;
}

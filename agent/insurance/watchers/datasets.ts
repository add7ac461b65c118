import { join } from 'node:path';
import type { Dataset } from '../../../catalog/labels.ts';
import * as nightly from '../../../catalog/nightly.ts';
import { errorMessage } from '../../../lib/error-message.ts';
import type { Log } from '../../../lib/json-log.ts';
import { type Sample, sample } from '../../sources/sample.ts';
import { countOf, type Fields, readObject, readSmall, timeOf } from '../small-file.ts';
import { versionLabel } from '../version-label.ts';
import type { Watcher } from './watcher.ts';

/** Which version of the red list, the policy and the catalogs is in use, and what its manifest says of the loaded data. */
export const datasets: Watcher = {
  name: 'datasets',
  metrics: [
    nightly.datasetVersionInfo,
    nightly.datasetVersionNumber,
    nightly.datasetTimestamp,
    nightly.datasetRows,
    nightly.datasetBytes,
    nightly.downloadExpectedRows,
    nightly.downloadLastSuccess,
    nightly.downloadDuration,
  ],
  start({ settings: { root, datasets: folders, interval }, log }) {
    if (folders === false) return undefined;
    const told = new Set<string>();
    return {
      name: 'insurance_datasets',
      everyMs: interval,
      timeoutMs: 10_000,
      run: async () =>
        Object.entries(folders).flatMap(([dataset, folder]) =>
          read(dataset as Dataset, join(root, folder), { log, told }),
        ),
    };
  },
};

/** One that cannot be read is told once and does not cost the others. */
function read(
  dataset: Dataset,
  folder: string,
  { log, told }: { log: Log; told: Set<string> },
): readonly Sample[] {
  try {
    const samples = samplesOf(dataset, folder);
    told.delete(dataset);
    return samples;
  } catch (error) {
    if (!told.has(dataset)) log.warn('dataset cannot be read', { error: errorMessage(error) });
    told.add(dataset);
    return [];
  }
}

function samplesOf(dataset: Dataset, folder: string): readonly Sample[] {
  const current = readSmall(join(folder, 'CURRENT'), 100);
  if (current === undefined) return [];
  const version = versionLabel(current);
  if (version === undefined)
    throw new Error(`${folder}/CURRENT: expected a version such as 20240513001`);
  const found = [sample(nightly.datasetVersionInfo, 1, dataset, version)];
  if (/^\d{1,15}$/.test(version))
    found.push(sample(nightly.datasetVersionNumber, Number(version), dataset));
  const manifest = readObject(join(folder, version, 'manifest.json'));
  return manifest === undefined ? found : [...found, ...manifestSamples(dataset, manifest)];
}

function manifestSamples(dataset: Dataset, manifest: Fields): readonly Sample[] {
  const startedAt = timeOf(manifest.startedAt);
  const finishedAt = timeOf(manifest.finishedAt);
  const madeAt = timeOf(manifest.generatedAt) ?? timeOf(manifest.effectiveFrom);
  const duration =
    startedAt === undefined || finishedAt === undefined ? undefined : finishedAt - startedAt;
  const all = [
    [nightly.datasetTimestamp, seconds(madeAt)],
    [nightly.datasetRows, countOf(manifest.rows)],
    [nightly.datasetBytes, countOf(manifest.bytes)],
    [nightly.downloadExpectedRows, countOf(manifest.expectedRows)],
    [nightly.downloadLastSuccess, seconds(finishedAt)],
    [nightly.downloadDuration, seconds(duration)],
  ] as const;
  return all.flatMap(([metric, value]) =>
    value === undefined ? [] : [sample(metric, value, dataset)],
  );
}

function seconds(ms: number | undefined): number | undefined {
  return ms === undefined || ms < 0 ? undefined : ms / 1000;
}

import {
  filesystemAvailBytes,
  filesystemFiles,
  filesystemFilesFree,
  filesystemFreeBytes,
  filesystemSizeBytes,
} from '../../catalog/filesystem.ts';
import { memory } from '../../catalog/memory.ts';
import { dbPoolInUse, dbPoolMax } from '../../catalog/service.ts';

/** Values of one server by the name of their metric and, where there are several, their labels. */
export type Page = ReadonlyMap<string, number>;

/** A recorded series of a server, made from its page as the rule of this name makes it. */
interface PastSeries {
  readonly name: string;
  /** Labels besides those of the target, as they stand in the text. */
  readonly labels: string;
  readonly value: (page: Page) => number;
}

/** What the series below read; nothing else of a page is computed. */
export const pastMetrics: ReadonlySet<string> = new Set(
  [
    filesystemSizeBytes,
    filesystemFreeBytes,
    filesystemAvailBytes,
    filesystemFiles,
    filesystemFilesFree,
    memory.MemTotal,
    memory.MemAvailable,
    dbPoolInUse,
    dbPoolMax,
  ].map(({ name }) => name),
);

const volumes = [
  ['/', '{device="/dev/sda2",fstype="ext4",mountpoint="/"}'],
  ['/data', '{device="/dev/sdb1",fstype="xfs",mountpoint="/data"}'],
] as const;

/** Series that boards show over weeks and that the forecaster reads; written once an hour. */
export const hourlySeries: readonly PastSeries[] = [
  ...volumes.flatMap(([mountpoint, key]) => volumeSeries(`,mountpoint="${mountpoint}"`, key)),
  ...['server:mem_unavailable:ratio', 'server:mem_unavailable:min5m'].map((name) => ({
    ...{ name, labels: '' },
    value: (page: Page) => 1 - of(page, memory.MemAvailable.name) / of(page, memory.MemTotal.name),
  })),
  { name: 'server:db_pool_used:max5m', labels: '', value: (page) => of(page, dbPoolInUse.name) },
  { name: 'server:db_pool_capacity:last5m', labels: '', value: (page) => of(page, dbPoolMax.name) },
];

function volumeSeries(labels: string, key: string): readonly PastSeries[] {
  const bytes =
    ({ name }: { readonly name: string }) =>
    (page: Page) =>
      of(page, name + key);
  const [size, free, avail] = [
    bytes(filesystemSizeBytes),
    bytes(filesystemFreeBytes),
    bytes(filesystemAvailBytes),
  ];
  const [files, filesFree] = [bytes(filesystemFiles), bytes(filesystemFilesFree)];
  const used = (page: Page): number => size(page) - free(page);
  const capacity = (page: Page): number => used(page) + avail(page);
  return [
    { name: 'mount:fs_used_bytes:current', labels, value: used },
    { name: 'mount:fs_used_bytes:max5m', labels, value: used },
    { name: 'mount:fs_capacity_bytes:current', labels, value: capacity },
    { name: 'mount:fs_capacity_bytes:last5m', labels, value: capacity },
    {
      name: 'mount:fs_used_per_capacity:ratio',
      labels,
      value: (page) => used(page) / capacity(page),
    },
    { name: 'mount:fs_files_used:max5m', labels, value: (page) => files(page) - filesFree(page) },
    { name: 'mount:fs_files_capacity:last5m', labels, value: files },
  ];
}

/** A page without it would be another page than the rules read. */
function of(page: Page, key: string): number {
  const value = page.get(key);
  if (value === undefined) throw new Error(`history: expected ${key} on the page of a server`);
  return value;
}

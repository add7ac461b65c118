import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Dataset, datasets } from '../../../catalog/labels.ts';
import { hashOf } from '../bureau/dataset-files.ts';
import { zoned } from '../logs/times.ts';

/** A file that came, and what was said of it. */
export interface Arrived {
  readonly dataset: Dataset;
  readonly version: string;
  readonly content: string;
  readonly announced: number;
  readonly generatedMs: number;
  readonly deadlineMs: number;
  readonly startedMs: number;
  readonly finishedMs: number;
}

/** The loaded datasets of a server: `data/<dataset>/CURRENT` and the versions beside it. */
export class DatasetStore {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
    for (const dataset of datasets) mkdirSync(join(root, dataset), { recursive: true });
  }

  /** The version in use; `0` before the first one. */
  current(dataset: Dataset): string {
    const path = join(this.#root, dataset, 'CURRENT');
    return existsSync(path) ? readFileSync(path, 'utf8').trim() : '0';
  }

  /** Loads a file line by line; the manifest tells what was loaded, not what was sent. */
  load(arrived: Arrived): void {
    const { dataset, version, content } = arrived;
    const folder = join(this.#root, dataset, version);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'rows.tsv'), content);
    const loaded = readFileSync(join(folder, 'rows.tsv'), 'utf8');
    this.#replace(join(folder, 'manifest.json'), `${manifestOf(arrived, loaded)}\n`);
    this.#replace(join(this.#root, dataset, 'CURRENT'), `${version}\n`);
    this.#forgetOld(dataset);
  }

  #replace(path: string, content: string): void {
    writeFileSync(`${path}.new`, content);
    renameSync(`${path}.new`, path);
  }

  /** The newest other version stays, in case. */
  #forgetOld(dataset: Dataset): void {
    const folder = join(this.#root, dataset);
    const current = this.current(dataset);
    const others = readdirSync(folder)
      .filter((name) => /^\d+$/.test(name) && name !== current)
      .sort();
    for (const version of others.slice(0, -1)) rmSync(join(folder, version), { recursive: true });
  }
}

function manifestOf(arrived: Arrived, loaded: string): string {
  return JSON.stringify({
    version: arrived.version,
    mode: 'full',
    rows: rowsOf(loaded),
    expectedRows: arrived.announced,
    bytes: Buffer.byteLength(loaded),
    hash: hashOf(loaded),
    generatedAt: zoned(arrived.generatedMs),
    effectiveFrom: zoned(arrived.generatedMs),
    deadline: zoned(arrived.deadlineMs),
    startedAt: zoned(arrived.startedMs),
    finishedAt: zoned(arrived.finishedMs),
  });
}

/** Lines that end. */
export function rowsOf(content: string): number {
  let rows = 0;
  for (let at = content.indexOf('\n'); at >= 0; at = content.indexOf('\n', at + 1)) rows += 1;
  return rows;
}

import { createHash } from 'node:crypto';
import { type Dataset, datasets } from '../../../catalog/labels.ts';
import type { Night } from '../../fleet/business.ts';
import { civilDate, compactDate, dayNumber, dayStart } from '../../fleet/local-time.ts';
import { mix, seedOf, uniform } from '../../fleet/random.ts';

/** A version of a dataset as the bureau offers it. */
export interface OfferedDataset {
  readonly version: string;
  readonly rows: number;
  /** When it was made, and until when it may be fetched. */
  readonly generatedMs: number;
  readonly deadlineMs: number;
}

/** The call that asks for each dataset, and what its log line calls it. */
export const datasetCalls: Readonly<Record<Dataset, { infno: string; subject: string }>> = {
  redlist: { infno: '1304', subject: '红名单' },
  policy: { infno: '1318', subject: '政策' },
  catalog_drug: { infno: '1301', subject: '目录 1301' },
  catalog_service: { infno: '1305', subject: '目录 1305' },
  catalog_material: { infno: '1306', subject: '目录 1306' },
  catalog_disease: { infno: '1307', subject: '目录 1307' },
};

/** The datasets of the bureau: versions follow the calendar, contents follow the version. */
export class DatasetFiles {
  readonly #night: Night;
  readonly #rowsShare: number;

  /** `rowsShare` makes the files smaller than the real ones, so that a laptop can hold them. */
  constructor(night: Night, rowsShare: number) {
    this.#night = night;
    this.#rowsShare = rowsShare;
  }

  /** What is offered at this moment: made every day at 00:10, or on the first of a month. */
  offered(dataset: Dataset, atMs: number): OfferedDataset {
    const { madeDaily, rows, rowsPerDay } = this.#night.datasets[dataset];
    const today = dayNumber(atMs - 10 * 60_000);
    const [, , date] = civilDate(today);
    const day = madeDaily ? today : today - date + 1;
    const grown = rows + rowsPerDay * (day % 365);
    return {
      version: `${compactDate(day)}001`,
      rows: Math.max(1, Math.round(grown * this.#rowsShare)),
      generatedMs: dayStart(day) + 10 * 60_000,
      deadlineMs: dayStart(today) + this.#night.readyBy * 60_000,
    };
  }

  /** The file of a version: one row a line, parted by tabs; nobody is meant by its numbers. */
  contentOf(dataset: Dataset, { version, rows }: OfferedDataset): string {
    const seed = seedOf(dataset + version);
    const lines = Array.from({ length: rows }, (_, at) => {
      const mark = mix(seed, at).toString(16).padStart(8, '0');
      return `${at + 1}\t${mark}\t${version}\t${uniform(seed, at) < 0.98 ? 1 : 0}\n`;
    });
    return lines.join('');
  }
}

export function hashOf(content: string): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

export function isDataset(text: unknown): text is Dataset {
  return datasets.some((each) => each === text);
}

import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Log } from '../../../lib/json-log.ts';
import type { ImportOutcome, ImportRun } from '../../../protocol/registry-detail.ts';
import type { Tables } from '../../storage/tables.ts';
import type { ContactCipher } from '../contacts/contact-cipher.ts';
import { type ImportOptions, type ImportResult, importRegistry } from './import-registry.ts';
import type { ImportFile } from './read-tables.ts';
import { importReport } from './report.ts';

/** One import at a time: each holds its files in memory, and the second would only wait for the first. */
export class ImportBusy extends Error {
  constructor() {
    super('another import is running; ask again when it is done');
    this.name = 'ImportBusy';
  }
}

interface DeskOptions {
  readonly db: Kysely<Tables>;
  readonly cipher: ContactCipher | undefined;
  readonly log: Log;
}

/** Runs whose outcome can still be asked for. */
const keptRuns = 10;
/** Lines of an outcome: a city's whole import has some six thousand. */
const keptLines = 20_000;

/** Imports that were asked for over HTTP: they run on while people watch their progress. */
export class ImportDesk {
  readonly #options: DeskOptions;
  readonly #runs = new Map<string, ImportRun>();
  #running: Promise<void> | undefined;

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  /** Begins at once; throws ImportBusy while another one runs. */
  start(
    files: readonly ImportFile[],
    options: Omit<ImportOptions, 'cipher' | 'onProgress'>,
  ): ImportRun {
    if (this.#running !== undefined) throw new ImportBusy();
    const run: ImportRun = {
      ...{ id: randomUUID(), state: 'running', dryRun: options.dryRun },
      progress: { stage: 'waiting', done: 0, total: 0 },
      ...{ outcome: null, failure: null },
    };
    this.#keep(run);
    this.#running = this.#import(run.id, files, options).finally(() => {
      this.#running = undefined;
    });
    return run;
  }

  find(id: string): ImportRun | undefined {
    return this.#runs.get(id);
  }

  /** Resolves when nothing runs any more. */
  async stop(): Promise<void> {
    await this.#running;
  }

  async #import(
    id: string,
    files: readonly ImportFile[],
    options: Omit<ImportOptions, 'cipher' | 'onProgress'>,
  ): Promise<void> {
    const { db, cipher, log } = this.#options;
    try {
      const result = await importRegistry(db, files, {
        ...{ ...options, cipher },
        onProgress: (stage, done, total) => this.#update(id, { progress: { stage, done, total } }),
      });
      this.#update(id, { state: 'done', outcome: outcomeOf(result) });
    } catch (error) {
      log.error('import failed', { id, error });
      const failure = 'the import could not be carried out; nothing was changed; the log says why';
      this.#update(id, { state: 'failed', failure });
    }
  }

  #update(id: string, change: Partial<ImportRun>): void {
    const run = this.#runs.get(id);
    if (run !== undefined) this.#runs.set(id, { ...run, ...change });
  }

  #keep(run: ImportRun): void {
    for (const oldest of this.#runs.keys()) {
      if (this.#runs.size < keptRuns) break;
      this.#runs.delete(oldest);
    }
    this.#runs.set(run.id, run);
  }
}

/** A result in the form of the API. */
export function outcomeOf(result: ImportResult): ImportOutcome {
  const mistakes = result.outcome === 'refused' ? result.mistakes : [];
  return {
    outcome: result.outcome,
    files: [...result.files],
    mistakeCount: mistakes.length,
    mistakes: mistakes.slice(0, keptLines),
    report: importReport(result).slice(0, keptLines),
  };
}

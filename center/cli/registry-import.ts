import { readFileSync, statSync } from 'node:fs';
import {
  type ImportOptions,
  type ImportResult,
  importRegistry,
} from '../registry/import/import-registry.ts';
import { fileBytesLimit, type ImportFile } from '../registry/import/read-tables.ts';
import { importReport } from '../registry/import/report.ts';
import type { Call, Command, Outcome } from './command.ts';
import { withDatabase } from './with-database.ts';

export const registryImport: Command = {
  name: 'registry import',
  synopsis: 'FILE... [--apply] [--retire-missing N] [--restore]',
  summary:
    'what CSV, XLSX, YAML or JSON files would change; with --apply, change it: all or nothing',
  options: {
    apply: { type: 'boolean' },
    'retire-missing': { type: 'string' },
    restore: { type: 'boolean' },
  },
  run: async (call) => {
    const { flags } = call;
    const missing = flags.count('retire-missing');
    const result = await imported(call, readFiles(call), {
      dryRun: !flags.has('apply'),
      restore: flags.has('restore'),
      ...(missing === undefined ? {} : { retire: { missing } }),
    });
    return outcomeOf(result);
  },
};

export const registryDiff: Command = {
  name: 'registry diff',
  synopsis: 'FILE...',
  summary: 'the same, and the exit status tells: 0 no difference, 2 differences, 1 mistakes',
  options: {},
  run: async (call) => {
    const result = await imported(call, readFiles(call), { dryRun: true });
    const outcome = outcomeOf(result);
    return result.outcome === 'planned' ? { ...outcome, status: 2 } : outcome;
  },
};

export const registryRetire: Command = {
  name: 'registry retire',
  synopsis: 'CODE|ID... [--apply]',
  summary: 'take hospitals (with their servers) or servers out; their keys are never given again',
  options: { apply: { type: 'boolean' } },
  run: async (call) => {
    if (call.words.length === 0) throw new Error('registry retire: expected codes or ids');
    const result = await imported(call, [], {
      dryRun: !call.flags.has('apply'),
      retire: { keys: call.words },
    });
    return outcomeOf(result);
  },
};

async function imported(
  { config, actor, progress }: Call,
  files: readonly ImportFile[],
  options: Omit<ImportOptions, 'actor' | 'cipher' | 'onProgress'>,
): Promise<ImportResult> {
  return await withDatabase(config, ({ db, cipher }) =>
    importRegistry(db, files, {
      ...{ ...options, actor, cipher },
      onProgress: (stage, done, total) => progress(`${stage} ${done} of ${total} rows`),
    }),
  );
}

function outcomeOf(result: ImportResult): Outcome {
  const report = importReport(result);
  const more = result.outcome === 'planned' ? ['--apply makes it so'] : [];
  return { status: result.outcome === 'refused' ? 1 : 0, report: [...report, ...more] };
}

function readFiles({ words }: Call): ImportFile[] {
  if (words.length === 0) throw new Error('expected at least one file');
  return words.map((name) => ({ name, bytes: readBytes(name) }));
}

/** What is far too large is not even read; the import then says so. */
function readBytes(file: string): Uint8Array {
  try {
    const { size } = statSync(file);
    if (size > 4 * fileBytesLimit) throw new Error(`${size} bytes are too many`);
    return readFileSync(file);
  } catch (cause) {
    throw new Error(`${file}: cannot be read`, { cause });
  }
}

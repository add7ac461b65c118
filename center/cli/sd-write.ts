import { setTimeout as sleep } from 'node:timers/promises';
import { parseDuration } from '../../lib/duration.ts';
import { jsonLog, type Log } from '../../lib/json-log.ts';
import { type Written, writeFileSd } from '../discovery/file-sd.ts';
import { mostShards, type Shard, shardLabels } from '../discovery/shard.ts';
import type { Command, Flags } from './command.ts';

export const sdWrite: Command = {
  name: 'sd write',
  synopsis:
    '--dir DIR [--url URL] [--every 30s] [--shard I --of N [--by hospital|district]] [--force]',
  summary:
    'on the machine of Prometheus: write file_sd lists, once or for ever; they outlive everything',
  options: {
    dir: { type: 'string' },
    url: { type: 'string', default: 'http://127.0.0.1:8446' },
    every: { type: 'string' },
    shard: { type: 'string', default: '0' },
    of: { type: 'string', default: '1' },
    by: { type: 'string', default: 'hospital' },
    force: { type: 'boolean' },
  },
  run: async ({ flags, signal }) => {
    const url = flags.needed('url').replace(/\/$/, '');
    const [folder, shard] = [flags.needed('dir'), shardOf(flags)];
    const every = flags.text('every');
    if (every === undefined) {
      const written = await writeFileSd({ url, folder, shard, force: flags.has('force') });
      const isRefused = written.some(({ outcome }) => outcome === 'refused');
      return { status: isRefused ? 1 : 0, report: written.map(line) };
    }
    if (flags.has('force')) throw new Error('--force is for a single run, without --every');
    const everyMs = parseDuration(every);
    const log = jsonLog('sd-write');
    while (!signal.aborted) {
      await turn(() => writeFileSd({ url, folder, shard, force: false }), log);
      await sleep(everyMs, undefined, { signal }).catch(() => {});
    }
    return { status: 0, report: ['ended'] };
  },
};

/** A failure is told each time: nobody may think that the lists are fresh. */
async function turn(write: () => Promise<readonly Written[]>, log: Log): Promise<void> {
  try {
    for (const written of await write()) {
      if (written.outcome === 'written') log.info('targets written', { ...written });
      if (written.outcome === 'refused') log.error('targets lost, list kept', { ...written });
    }
  } catch (error) {
    log.warn('targets cannot be had, lists kept', { error });
  }
}

function line({ job, outcome, targets, before }: Written): string {
  const change = before === undefined ? `${targets} targets` : `${before} -> ${targets} targets`;
  const hint = outcome === 'refused' ? '; too many are gone: --force takes the list' : '';
  return `${job}: ${outcome}, ${change}${hint}`;
}

function shardOf(flags: Flags): Shard {
  const [index, of] = [flags.count('shard') ?? 0, flags.count('of') ?? 1];
  const by = shardLabels.find((label) => label === flags.text('by'));
  if (of < 1 || of > mostShards || index >= of) {
    throw new Error(`--shard --of: expected 0 to N-1 of 1 to ${mostShards}, got ${index} of ${of}`);
  }
  if (by === undefined) throw new Error(`--by: expected one of ${shardLabels.join(', ')}`);
  return { index, of, by };
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomic } from '../../lib/write-atomic.ts';
import { TargetGroup } from '../../protocol/target.ts';
import { type Shard, wholeFleet } from './shard.ts';
import { type Job, jobs } from './target-groups.ts';

interface FileSdOptions {
  /** Address of the center's operations port, `http://127.0.0.1:8446`. */
  readonly url: string;
  /** Folder that Prometheus' `file_sd_configs` names. */
  readonly folder: string;
  readonly shard?: Shard;
  /** Take even a list that has lost much of the fleet. */
  readonly force: boolean;
}

/** What became of one job's file. */
export interface Written {
  readonly job: Job;
  readonly outcome: 'written' | 'unchanged' | 'refused';
  readonly targets: number;
  /** Targets of the file before; undefined when there was none. */
  readonly before: number | undefined;
}

/** A center that does not answer must not hold the writer. */
const timeoutMs = 10_000;
/** Larger than the list of 10,000 targets. */
const answerBytes = 16 * 1024 ** 2;

/** A list may lose a fifth, and a small one some targets, without a person's word. */
const mayLoseShare = 0.2;
const mayLoseTargets = 5;

/**
 * Brings `<job>.json` of every job up to date, each in one step. Throws when the center does not answer as it
 * should, and then the files stay: Prometheus goes on with what it has, also over its own restart.
 */
export async function writeFileSd(options: FileSdOptions): Promise<readonly Written[]> {
  const lists = await Promise.all(
    jobs.map(async (job) => [job, await fetchList(job, options)] as const),
  );
  return lists.map(([job, list]) => writeList(job, list, options));
}

async function fetchList(job: Job, { url, shard = wholeFleet }: FileSdOptions): Promise<string> {
  const query = new URLSearchParams({
    job,
    shard: String(shard.index),
    of: String(shard.of),
    by: shard.by,
  });
  const address = `${url}/sd/http?${query}`;
  const response = await fetch(address, { signal: AbortSignal.timeout(timeoutMs) });
  if (response.status !== 200) throw new Error(`${address}: got status ${response.status}`);
  const text = await response.text();
  if (text.length > answerBytes) throw new Error(`${address}: the list is too long`);
  return text;
}

function writeList(job: Job, text: string, { folder, force }: FileSdOptions): Written {
  const list = TargetGroup.array().parse(JSON.parse(text));
  const path = join(folder, `${job}.json`);
  const old = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  const before = old === undefined ? undefined : countOf(old);
  const result = { job, targets: list.length, before };
  // One group a line: a person can read it and compare two of them.
  const content =
    list.length === 0 ? '[]\n' : `[\n${list.map((each) => JSON.stringify(each)).join(',\n')}\n]\n`;
  if (content === old) return { ...result, outcome: 'unchanged' };
  if (!force && before !== undefined && losesMuch(before, list.length)) {
    return { ...result, outcome: 'refused' };
  }
  writeAtomic(path, content);
  return { ...result, outcome: 'written' };
}

function losesMuch(before: number, after: number): boolean {
  if (after === 0) return before > 0;
  return before - after > Math.max(mayLoseTargets, mayLoseShare * before);
}

/** A file that cannot be read counts as empty: it is replaced. */
function countOf(text: string): number {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.length : 0;
  } catch {
    return 0;
  }
}

import { same } from '../language.ts';
import { limits } from '../limits.ts';
import { stateGrid } from '../panels/timeline.ts';
import { bars, trend } from '../panels/trend.ts';
import * as ask from '../queries/server.ts';
import { serverWords, server as text } from '../texts/server.ts';
import { color, lines } from '../theme.ts';
import { unit } from '../units.ts';
import * as words from '../vocabulary.ts';
import { noDataWord, unobserved, wordsFor } from '../words.ts';

export const cpu = trend({
  text: text.cpu,
  unit: unit.ratio,
  max: 1,
  curves: [{ query: ask.cpu, name: text.cpu.title, color: lines[1] }],
  limits: limits.cpuBusy,
});

export const memory = trend({
  text: text.memory,
  unit: unit.ratio,
  max: 1,
  curves: [{ query: ask.memory, name: text.memory.title, color: lines[1] }],
  limits: limits.memoryUnavailable,
});

export const disks = bars({
  text: text.disks,
  unit: unit.ratio,
  query: ask.disks,
  name: '{{mountpoint}}',
  limits: limits.fsUsed,
  max: 1,
});

export const diskTrend = trend({
  text: text.diskTrend,
  unit: unit.ratio,
  max: 1,
  curves: [{ query: ask.disks, name: same('{{mountpoint}}') }],
  limits: limits.fsUsed,
});

export const diskBusy = trend({
  text: text.diskBusy,
  unit: unit.ratio,
  max: 1,
  curves: [{ query: ask.diskBusy, name: same('{{device}}') }],
});

export const network = trend({
  text: text.network,
  unit: unit.bitsPerSecond,
  isAroundZero: true,
  curves: [
    { query: ask.received, name: serverWords.received },
    { query: ask.sent, name: serverWords.sent },
  ],
});

export const components = stateGrid({
  text: text.components,
  lines: [{ query: ask.components, name: same('{{component}}') }],
  names: words.components,
  mappings: (say) => [wordsFor(say, words.upOrDown), noDataWord(say, unobserved)],
});

export const pool = trend({
  text: text.pool,
  unit: unit.count,
  curves: [
    { query: ask.pool.inUse, name: serverWords.inUse, color: lines[1] },
    { query: ask.pool.waiting, name: serverWords.waiting, color: color.p2 },
    { query: ask.pool.most, name: serverWords.most, isFaded: true },
  ],
});

export const queries = trend({
  text: text.queries,
  unit: unit.seconds,
  curves: [{ query: ask.queries, name: same('{{probe}}') }],
  names: words.databaseProbes,
});

export const scrape = trend({
  text: text.scrape,
  unit: unit.seconds,
  curves: [{ query: ask.scrape, name: text.scrape.title, color: lines[1] }],
});

export const collectors = stateGrid({
  text: text.collectors,
  lines: [{ query: ask.collectors, name: same('{{collector}}') }],
  mappings: (say) => [wordsFor(say, words.upOrDown), noDataWord(say, unobserved)],
});

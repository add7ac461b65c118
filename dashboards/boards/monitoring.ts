import { at, type Board } from '../board.ts';
import { same } from '../language.ts';
import { limits } from '../limits.ts';
import { bigNumber } from '../panels/number.ts';
import { stateGrid } from '../panels/timeline.ts';
import { trend } from '../panels/trend.ts';
import * as ask from '../queries/monitoring.ts';
import { monitoringWords as names, monitoring as text } from '../texts/monitoring.ts';
import { color, lines, refresh } from '../theme.ts';
import { unit } from '../units.ts';
import { sourceVariable } from '../variables.ts';
import * as words from '../vocabulary.ts';
import { noDataWord, unobserved as unknown, wordsFor } from '../words.ts';

const agents = bigNumber({ text: text.agents, query: ask.agents, unit: unit.ratio, decimals: 1 });

const unobserved = bigNumber({
  text: text.unobserved,
  query: ask.unobserved,
  unit: unit.count,
});

const age = bigNumber({
  text: text.age,
  query: ask.dataAge,
  unit: unit.seconds,
  decimals: 0,
  limits: limits.dataAgeSeconds,
});

const watchdog = bigNumber({
  text: text.watchdog,
  query: ask.watchdog,
  unit: unit.seconds,
  decimals: 0,
});

const outbox = bigNumber({
  text: text.outbox,
  query: ask.outbox,
  unit: unit.seconds,
  decimals: 0,
});

const registry = bigNumber({
  text: text.registry,
  query: ask.registry,
  unit: unit.seconds,
  decimals: 0,
});

const upOrDown = {
  mappings: (say: Parameters<typeof noDataWord>[0]) => [
    wordsFor(say, words.upOrDown),
    noDataWord(say, unknown),
  ],
};

const programs = stateGrid({
  text: text.programs,
  lines: [{ query: ask.programs, name: same('{{job}}') }],
  ...upOrDown,
});

const channels = stateGrid({
  text: text.channels,
  lines: [{ query: ask.channels, name: same('{{channel}}') }],
  ...upOrDown,
});

const samples = trend({
  text: text.samples,
  unit: unit.manyCount,
  curves: [{ query: ask.samples, name: text.samples.title, color: lines[1] }],
});

const rules = trend({
  text: text.rules,
  unit: unit.seconds,
  curves: [{ query: ask.rules, name: same('{{group}}') }],
});

const failures = trend({
  text: text.failures,
  unit: unit.count,
  curves: [
    { query: ask.ruleFailures, name: names.evaluations, color: color.p2 },
    { query: ask.notificationFailures, name: names.notifications, color: color.p1 },
  ],
});

const queries = trend({
  text: text.queries,
  unit: unit.count,
  curves: [{ query: ask.queries, name: same('{{outcome}}') }],
});

/** Who watches the watcher. */
export const monitoring: Board = {
  uid: 'yibao-monitoring',
  title: text.board.title,
  about: text.board.about,
  from: 'now-6h',
  refresh: refresh.board,
  variables: [sourceVariable],
  panels: [
    at({ id: 1, x: 0, y: 0, w: 4, h: 4 }, agents),
    at({ id: 2, x: 4, y: 0, w: 4, h: 4 }, unobserved),
    at({ id: 3, x: 8, y: 0, w: 4, h: 4 }, age),
    at({ id: 4, x: 12, y: 0, w: 4, h: 4 }, watchdog),
    at({ id: 5, x: 16, y: 0, w: 4, h: 4 }, outbox),
    at({ id: 6, x: 20, y: 0, w: 4, h: 4 }, registry),
    at({ id: 7, x: 0, y: 4, w: 12, h: 8 }, programs),
    at({ id: 8, x: 12, y: 4, w: 12, h: 8 }, channels),
    at({ id: 9, x: 0, y: 12, w: 12, h: 8 }, samples),
    at({ id: 10, x: 12, y: 12, w: 12, h: 8 }, rules),
    at({ id: 11, x: 0, y: 20, w: 12, h: 8 }, failures),
    at({ id: 12, x: 12, y: 20, w: 12, h: 8 }, queries),
  ],
};

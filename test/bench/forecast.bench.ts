/**
 * How well the forecaster foresees, on a made-up world, beside the usual rules. One table with 95 % intervals:
 *   npm run bench:forecast                     development and validation seeds, 700 series each; an hour
 *   npm run bench:forecast -- --short          one seed of each kind, 120 series
 *   npm run bench:forecast -- --spec FILE.json --seeds 1,2 --count 300     another world
 */
import { parseArgs } from 'node:util';
import { baselines } from './forecast/baselines.ts';
import { greatestDifference } from './forecast/cross-check.ts';
import { changeNames, metamorphic } from './forecast/metamorphic.ts';
import { Random } from './forecast/random.ts';
import { type Checked, runSeries, type SeriesResult } from './forecast/run.ts';
import { readSpec } from './forecast/spec.ts';
import { row, sum, tableHead } from './forecast/table.ts';
import { makeWorld } from './forecast/world.ts';

const { values: flags } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    spec: { type: 'string' },
    seeds: { type: 'string' },
    count: { type: 'string' },
    cases: { type: 'string' },
    port: { type: 'string', default: '26050' },
  },
});
const spec = readSpec(flags.spec ?? new URL('forecast/spec.json', import.meta.url));
const count = Number(flags.count ?? (flags.short ? 120 : 700));
const cases = Number(flags.cases ?? (flags.short ? 140 : 10_000));
const { development, validation } = spec.seeds;
const sets: readonly (readonly [string, readonly number[]])[] =
  flags.seeds === undefined
    ? [
        ['development', flags.short ? development.slice(0, 1) : development],
        ['validation', flags.short ? validation.slice(0, 1) : validation],
      ]
    : [['given', flags.seeds.split(',').map(Number)]];

const ends: (() => void | Promise<void>)[] = [];
const begun = process.cpuUsage();
try {
  const twenty = makeWorld(spec, 77, 24);
  const owner = { after: (run: () => void | Promise<void>) => void ends.push(run) };
  const difference = await greatestDifference(owner, twenty, Number(flags.port));
  console.log(
    `predict_linear, ours against a real Prometheus, ${twenty.length} series, 4 windows: greatest relative difference ${difference.toExponential(1)}\n`,
  );
  if (difference > 1e-6) throw new Error('our predict_linear is not that of Prometheus');
} finally {
  for (const end of ends.toReversed()) await end();
}
for (const [name, seeds] of sets) report(name, seeds);
reportMetamorphic();

function report(name: string, seeds: readonly number[]): void {
  const results = seeds.flatMap((seed) =>
    makeWorld(spec, seed, count).map((series) => runSeries(spec, series)),
  );
  const own = results.map(({ method }) => method);
  console.log(
    `### ${name} seeds ${seeds.join(', ')}: ${results.length} series, ${sum(own, 'months').toFixed(0)} series-months, ${sum(own, 'exhaustions')} exhaustions\n`,
  );
  console.log(tableHead);
  for (const [index, baseline] of baselines.entries()) {
    console.log(
      row(
        baseline.name,
        results.flatMap((one) => one.baselines[index] ?? []),
      ),
    );
  }
  console.log(`${row('**forecaster, p >= 0.5 for 30 min, held above 0.25**', own)}\n`);
  console.log(
    '| archetype | series | exhaustions | recall | false | false per series-month |\n|---|---|---|---|---|---|',
  );
  for (const { name: archetype } of spec.archetypes) {
    const some = own.filter((one) => one.archetype === archetype);
    if (some.length === 0) continue;
    const [full, hits, wrong] = [
      sum(some, 'exhaustions'),
      sum(some, 'hits'),
      sum(some, 'falseEpisodes'),
    ];
    const recall = full === 0 ? '–' : (hits / full).toFixed(2);
    console.log(
      `| ${archetype} | ${some.length} | ${full} | ${recall} | ${wrong} | ${(wrong / sum(some, 'months')).toFixed(3)} |`,
    );
  }
  console.log(`\n${qualities(results).join('\n')}\n`);
}

function qualities(results: readonly SeriesResult[]): string[] {
  const ranges = results.flatMap(({ inRange }) => inRange);
  const runaways = sum(
    results.map(({ method }) => method),
    'runaways',
  );
  const detected = results.reduce((total, one) => total + one.detected, 0);
  const neutral = sum(
    results.map(({ method }) => method),
    'neutralEpisodes',
  );
  const checked = results.flatMap((one) => one.checked);
  const brier =
    checked.reduce(
      (total, { probability, happened }) => total + (probability - (happened ? 1 : 0)) ** 2,
      0,
    ) / checked.length;
  return [
    `reliability of p (24 h), said → came true (hours): ${reliability(checked)}`,
    `Brier score ${brier.toFixed(5)}; neutral episodes ${neutral}`,
    `80 % range at the raise of an alarm holds: ${ranges.filter(Boolean).length} of ${ranges.length}`,
    `runaways detected within 2 h + 25 % of their fill time: ${detected} of ${runaways}`,
  ];
}

function reliability(checked: readonly Checked[]): string {
  return Array.from({ length: 10 }, (_, decile) => {
    const some = checked.filter(
      ({ probability }) => Math.min(9, Math.floor(probability * 10)) === decile,
    );
    const said = some.reduce((total, { probability }) => total + probability, 0) / some.length;
    const came = some.filter(({ happened }) => happened).length / some.length;
    return `${said.toFixed(2)}→${came.toFixed(2)} (${some.length})`;
  }).join(' · ');
}

function reportMetamorphic(): void {
  const random = new Random(5);
  const each = changeNames.length * 4;
  const world = makeWorld(spec, 4242, Math.ceil(cases / each));
  const results = world.map((series) => metamorphic(series, each, random));
  const tried = results.reduce((total, one) => total + one.tried, 0);
  const broken = results.flatMap((one) => one.broken);
  const kinds = [...new Set(broken)].map(
    (name) => `${name} ${broken.filter((one) => one === name).length}`,
  );
  console.log(
    `metamorphic cases: ${tried}, alarms that appeared or moved: ${broken.length} ${kinds.join(', ')}`,
  );
  const { user, system } = process.cpuUsage(begun);
  console.log(`CPU ${((user + system) / 1e6).toFixed(0)} s`);
}

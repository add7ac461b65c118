import { at, type Board } from '../board.ts';
import { limits } from '../limits.ts';
import { toHospital } from '../links.ts';
import { linked, measured, worded } from '../panels/look.ts';
import { bigNumber } from '../panels/number.ts';
import { tableOf } from '../panels/table.ts';
import { bars } from '../panels/trend.ts';
import * as ask from '../queries/forecast.ts';
import { columns } from '../texts/columns.ts';
import { forecastWords as names, forecast as text } from '../texts/forecast.ts';
import { color, refresh } from '../theme.ts';
import { unit } from '../units.ts';
import { sourceVariable } from '../variables.ts';
import * as words from '../vocabulary.ts';
import { colorFrom } from '../words.ts';

function likely(panel: 'day' | 'days' | 'fortnight', horizon: string, tone: string) {
  return bigNumber({
    text: text[panel],
    query: ask.likelyWithin(horizon),
    unit: unit.count,
    mappings: () => [colorFrom(1, tone)],
  });
}

const age = bigNumber({ text: text.age, query: ask.roundAge, unit: unit.seconds, decimals: 0 });

const targets = bars({
  text: text.targets,
  unit: unit.manyCount,
  query: ask.targets,
  name: '{{state}}',
  names: words.forecastStates,
});

const hour = measured({ unit: unit.count, decimals: 0 });

const list = tableOf({
  text: text.list,
  queries: [ask.medians, ask.earliest, ask.latest, ask.probabilities],
  joinBy: 'key',
  sortBy: [{ field: 'Value #A' }],
  empty: names.nothing,
  columns: [
    { field: 'server', title: columns.server, width: 130 },
    { field: 'hospital', title: columns.code, width: 100, look: linked(toHospital('__value.raw')) },
    { field: 'resource', title: names.resource, width: 90, look: worded(words.resources) },
    { field: 'target', title: names.target },
    { field: 'Value #B', title: names.earliest, width: 110, look: hour },
    { field: 'Value #A', title: names.median, width: 110, look: hour },
    { field: 'Value #C', title: names.latest, width: 110, look: hour },
    {
      field: 'Value #D',
      title: names.probability,
      width: 100,
      look: measured({ unit: unit.ratio, decimals: 0 }),
    },
    { field: 'reason', title: names.reason, width: 160, look: worded(words.forecastReasons) },
  ],
});

const record = bars({
  text: text.record,
  unit: unit.manyCount,
  query: ask.outcomes,
  name: '{{outcome}}',
  names: words.forecastOutcomes,
});

const full = tableOf({
  text: text.full,
  queries: [ask.fullest],
  sortBy: [{ field: 'Value', desc: true }],
  columns: [
    { field: 'server', title: columns.server, width: 140 },
    { field: 'hospital', title: columns.code, width: 110, look: linked(toHospital('__value.raw')) },
    { field: 'mountpoint', title: names.target },
    {
      field: 'Value',
      title: columns.used,
      width: 100,
      look: measured({ unit: unit.ratio, decimals: 1, limits: limits.fsUsed }),
    },
  ],
});

/** What runs out, when, how sure, and how often that was right. */
export const forecast: Board = {
  uid: 'yibao-forecast',
  title: text.board.title,
  about: text.board.about,
  from: 'now-14d',
  refresh: refresh.board,
  variables: [sourceVariable],
  panels: [
    at({ id: 1, x: 0, y: 0, w: 6, h: 4 }, likely('day', '24h', color.p1)),
    at({ id: 2, x: 6, y: 0, w: 6, h: 4 }, likely('days', '72h', color.p2)),
    at({ id: 3, x: 12, y: 0, w: 6, h: 4 }, likely('fortnight', '14d', color.p3)),
    at({ id: 4, x: 18, y: 0, w: 6, h: 4 }, age),
    at({ id: 5, x: 0, y: 4, w: 24, h: 10 }, list),
    at({ id: 6, x: 0, y: 14, w: 6, h: 10 }, targets),
    at({ id: 7, x: 6, y: 14, w: 6, h: 10 }, record),
    at({ id: 8, x: 12, y: 14, w: 12, h: 10 }, full),
  ],
};

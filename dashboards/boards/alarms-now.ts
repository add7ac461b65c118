import { limits } from '../limits.ts';
import { toHospital } from '../links.ts';
import { badge, linked, measured, worded } from '../panels/look.ts';
import { bigNumber } from '../panels/number.ts';
import { tableOf } from '../panels/table.ts';
import * as ask from '../queries/alarms.ts';
import * as districts from '../queries/district.ts';
import { alarms as text } from '../texts/alarms.ts';
import { columns } from '../texts/columns.ts';
import { wall, wallWords } from '../texts/wallboard.ts';
import { color } from '../theme.ts';
import { unit } from '../units.ts';
import * as words from '../vocabulary.ts';
import { colorFrom } from '../words.ts';

/** Zero is calm; from one on the ground has the color of the priority. */
function counted(priority: 'p1' | 'p2' | 'p3' | 'p4') {
  return bigNumber({
    text: text[priority],
    query: ask.count(priority.toUpperCase()),
    unit: unit.count,
    mappings: () => [colorFrom(1, color[priority])],
  });
}

export const p1 = counted('p1');
export const p2 = counted('p2');
export const p3 = counted('p3');
export const p4 = counted('p4');

export const incidents = bigNumber({
  text: text.incidents,
  query: ask.incidents,
  unit: unit.count,
});

export const silences = bigNumber({ text: text.silences, query: ask.silences, unit: unit.count });

export const age = bigNumber({
  text: wall.age,
  query: districts.dataAge,
  unit: unit.seconds,
  decimals: 0,
  limits: limits.dataAgeSeconds,
});

export const firing = tableOf({
  text: text.firing,
  queries: [ask.firing],
  sortBy: [{ field: 'Value', desc: true }, { field: 'priority' }],
  empty: wallWords.nothingFires,
  columns: [
    { field: 'priority', title: columns.priority, width: 64, look: badge(words.priorities) },
    { field: 'alertname', title: columns.alarm, look: worded(words.alarms) },
    {
      field: 'district',
      title: columns.district,
      width: 84,
      unknown: wallWords.wholeCity,
      look: worded(words.districtWords),
    },
    { field: 'short_name', title: columns.hospital, unknown: wallWords.wholeDistrict },
    { field: 'hospital', title: columns.code, width: 96, look: linked(toHospital('__value.raw')) },
    { field: 'server', title: columns.server, width: 120 },
    { field: 'Value', title: columns.since, width: 110, look: measured({ unit: unit.since }) },
  ],
});

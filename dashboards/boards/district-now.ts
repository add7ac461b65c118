import { limits } from '../limits.ts';
import { toHospital } from '../links.ts';
import { badge, linked, measured, worded } from '../panels/look.ts';
import { bigNumber, tiles as tilesOf } from '../panels/number.ts';
import { tableOf } from '../panels/table.ts';
import * as ask from '../queries/district.ts';
import { columns } from '../texts/columns.ts';
import { district as text } from '../texts/district.ts';
import { wallWords } from '../texts/wallboard.ts';
import { color } from '../theme.ts';
import { unit } from '../units.ts';
import * as words from '../vocabulary.ts';
import { colorFrom, mapped, shareWords, stateWords, wordsFor } from '../words.ts';

/** Zero is calm; from one on the ground has the color of the state. */
function counted(panel: (typeof text)[keyof typeof text], code: string) {
  const trouble = stateWords[code]?.color ?? color.calm;
  return bigNumber({
    text: panel,
    query: ask.inState(code),
    unit: unit.count,
    mappings: () => [colorFrom(1, trouble)],
  });
}

export const down = counted(text.down, '3');
export const degraded = counted(text.degraded, '2');
export const notice = counted(text.notice, '1');
export const unobserved = counted(text.unobserved, '4');
export const ok = counted(text.ok, '0');

export const age = bigNumber({
  text: text.age,
  query: ask.dataAge,
  unit: unit.seconds,
  decimals: 0,
  limits: limits.dataAgeSeconds,
});

export const tiles = tilesOf({
  text: text.tiles,
  query: ask.states,
  mappings: (say) => [wordsFor(say, stateWords)],
  name: `\${__data.fields.short_name}`,
  link: toHospital('__data.fields.hospital'),
  sortBy: ['hospital', 'district'],
  limit: 2500,
});

export const alarms = tableOf({
  text: text.alarms,
  queries: [ask.alarms],
  sortBy: [{ field: 'Value', desc: true }, { field: 'priority' }],
  empty: wallWords.nothingFires,
  columns: [
    { field: 'priority', title: columns.priority, width: 64, look: badge(words.priorities) },
    { field: 'alertname', title: columns.alarm, look: worded(words.alarms) },
    { field: 'short_name', title: columns.hospital, unknown: wallWords.wholeDistrict },
    { field: 'hospital', title: columns.code, width: 96, look: linked(toHospital('__value.raw')) },
    { field: 'Value', title: columns.since, width: 110, look: measured({ unit: unit.since }) },
  ],
});

export const hospitals = tableOf({
  text: text.hospitals,
  queries: [ask.ranks, ask.codes, ask.failures, ask.offline, ask.perMinute, ask.reachable],
  joinBy: 'hospital',
  sortBy: [
    { field: 'Value #C', desc: true },
    { field: 'Value #A', desc: true },
  ],
  columns: [
    { field: 'short_name', title: columns.hospital },
    { field: 'hospital', title: columns.code, width: 96, look: linked(toHospital('__value.raw')) },
    { field: 'district', title: columns.district, width: 84, look: worded(words.districtWords) },
    { field: 'Value #B', title: columns.state, width: 84, look: worded(words.stateTexts) },
    {
      field: 'Value #C',
      title: columns.failures,
      width: 84,
      look: measured({ unit: unit.ratio, decimals: 1, limits: limits.settleFailures }),
    },
    {
      field: 'Value #D',
      title: columns.offline,
      width: 84,
      look: measured({ unit: unit.ratio, decimals: 0 }),
    },
    {
      field: 'Value #E',
      title: columns.perMinute,
      width: 96,
      look: measured({ unit: unit.count, decimals: 1 }),
    },
    {
      field: 'Value #F',
      title: columns.servers,
      width: 84,
      look: (say) => [mapped(...shareWords(say))],
    },
  ],
});

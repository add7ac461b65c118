import { districtNames } from '../districts.ts';
import { same } from '../language.ts';
import { toHospital } from '../links.ts';
import { linked, measured, worded } from '../panels/look.ts';
import { tableOf } from '../panels/table.ts';
import { stateLine } from '../panels/timeline.ts';
import { trend } from '../panels/trend.ts';
import * as ask from '../queries/alarms.ts';
import { alarmColumns, alarms as text } from '../texts/alarms.ts';
import { columns } from '../texts/columns.ts';
import { wallWords } from '../texts/wallboard.ts';
import { color } from '../theme.ts';
import { unit } from '../units.ts';
import * as words from '../vocabulary.ts';
import { wordsFor } from '../words.ts';

export const timeline = stateLine({
  text: text.timeline,
  lines: [{ query: ask.worstByDistrict, name: same('{{district}}') }],
  names: districtNames,
  mappings: (say) => [wordsFor(say, words.alarmCodes)],
  empty: wallWords.nothingFires,
});

export const longest = tableOf({
  text: text.longest,
  queries: [ask.longest],
  sortBy: [{ field: 'Value', desc: true }],
  empty: wallWords.nothingFires,
  columns: [
    { field: 'alertname', title: columns.alarm, look: worded(words.alarms) },
    { field: 'district', title: columns.district, width: 96, look: worded(words.districtWords) },
    { field: 'hospital', title: columns.code, width: 110, look: linked(toHospital('__value.raw')) },
    {
      field: 'Value',
      title: alarmColumns.minutes,
      width: 96,
      look: measured({ unit: unit.count, decimals: 0 }),
    },
  ],
});

export const density = trend({
  text: text.density,
  unit: unit.count,
  isStacked: true,
  curves: [{ query: ask.byPriority, name: same('{{priority}}') }],
  names: { P1: same('P1'), P2: same('P2'), P3: same('P3'), P4: same('P4') },
  tones: { P1: color.p1, P2: color.p2, P3: color.p3, P4: color.p4 },
});

export const deliveries = trend({
  text: text.deliveries,
  unit: unit.count,
  curves: [{ query: ask.messages, name: same('{{channel}} {{result}}') }],
});

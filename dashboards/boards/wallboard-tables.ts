import { same } from '../language.ts';
import { limits } from '../limits.ts';
import { toHospital } from '../links.ts';
import { badge, linked, measured, worded } from '../panels/look.ts';
import { tableOf } from '../panels/table.ts';
import * as city from '../queries/city.ts';
import { columns } from '../texts/columns.ts';
import { wall, wallWords as words } from '../texts/wallboard.ts';
import { unit } from '../units.ts';
import { alarms, districtWords, priorities, stateTexts } from '../vocabulary.ts';

export const worstTen = tableOf({
  text: wall.worst,
  queries: [city.worstRanks, city.worstStates, city.worstFailures],
  joinBy: 'hospital',
  sortBy: [{ field: 'Value #A', desc: true }],
  columns: [
    { field: 'short_name', title: columns.hospital },
    {
      field: 'hospital',
      title: columns.code,
      width: 96,
      look: linked(toHospital('__value.raw')),
    },
    { field: 'district', title: columns.district, width: 96, look: worded(districtWords) },
    { field: 'Value #B', title: columns.state, width: 84, look: worded(stateTexts) },
    {
      field: 'Value #C',
      title: columns.failures,
      width: 84,
      look: measured({
        unit: unit.ratio,
        decimals: 1,
        limits: limits.settleFailures,
        unknown: same('–'),
      }),
    },
  ],
});

export const firing = tableOf({
  text: wall.alarms,
  queries: [city.firingNewest],
  sortBy: [{ field: 'Value', desc: true }, { field: 'priority' }],
  empty: words.nothingFires,
  columns: [
    { field: 'priority', title: columns.priority, width: 64, look: badge(priorities) },
    { field: 'alertname', title: columns.alarm, look: worded(alarms) },
    {
      field: 'district',
      title: columns.district,
      width: 96,
      unknown: words.wholeCity,
      look: worded(districtWords),
    },
    { field: 'short_name', title: columns.hospital, unknown: words.wholeDistrict },
    { field: 'Value', title: columns.since, width: 110, look: measured({ unit: unit.since }) },
  ],
});

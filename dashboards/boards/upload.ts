import { at, type Board } from '../board.ts';
import { same } from '../language.ts';
import { limits } from '../limits.ts';
import { toHospital } from '../links.ts';
import { linked, measured, worded } from '../panels/look.ts';
import { bigNumber } from '../panels/number.ts';
import { tableOf } from '../panels/table.ts';
import { trend } from '../panels/trend.ts';
import * as ask from '../queries/upload.ts';
import { columns } from '../texts/columns.ts';
import { uploadWords as names, upload as text } from '../texts/upload.ts';
import { color, lines, refresh } from '../theme.ts';
import { unit } from '../units.ts';
import { sourceVariable } from '../variables.ts';
import * as words from '../vocabulary.ts';
import { colorFrom, mapped, wordBetween } from '../words.ts';

const backlog = bigNumber({ text: text.backlog, query: ask.backlog, unit: unit.manyCount });

function braked(brake: 'line' | 'bureau' | 'hospital') {
  return bigNumber({
    text: text[brake],
    query: ask.brakedBy(brake),
    unit: unit.count,
    mappings: () => [colorFrom(1, color.p2)],
  });
}

const age = bigNumber({
  text: text.age,
  query: ask.dataAge,
  unit: unit.seconds,
  decimals: 0,
  limits: limits.dataAgeSeconds,
});

const oldest = tableOf({
  text: text.oldest,
  queries: [ask.oldest],
  sortBy: [{ field: 'Value', desc: true }],
  empty: names.nobodyWaits,
  columns: [
    { field: 'short_name', title: columns.hospital },
    { field: 'hospital', title: columns.code, width: 110, look: linked(toHospital('__value.raw')) },
    { field: 'district', title: columns.district, width: 90, look: worded(words.districtWords) },
    { field: 'brake', title: names.brake, width: 110, look: worded(words.brakes) },
    {
      field: 'Value',
      title: names.waits,
      width: 110,
      look: measured({ unit: unit.seconds, decimals: 0, limits: limits.uploadAgeSeconds }),
    },
  ],
});

/** One record at a millionth a second, which is how the rule writes a queue that does not fall. */
const never = 277;

const drain = tableOf({
  text: text.drain,
  queries: [ask.drain],
  sortBy: [{ field: 'Value', desc: true }],
  empty: names.nobodyWaits,
  columns: [
    { field: 'hospital', title: columns.code, width: 110, look: linked(toHospital('__value.raw')) },
    { field: 'server', title: columns.server },
    { field: 'queue', title: names.queue, width: 90, look: worded(words.queueWords) },
    {
      field: 'Value',
      title: names.hours,
      width: 130,
      look: (say) => [
        { id: 'decimals', value: 1 },
        mapped(wordBetween(say, [never, Number.MAX_SAFE_INTEGER], { text: names.never })),
      ],
    },
  ],
});

const course = trend({
  text: text.trend,
  unit: unit.manyCount,
  curves: [
    { query: ask.backlog, name: names.now, color: lines[1] },
    { query: ask.backlogYesterday, name: names.yesterday, isFaded: true },
  ],
});

const brakes = trend({
  text: text.brakes,
  unit: unit.count,
  isStacked: true,
  curves: [{ query: ask.brakes, name: same('{{brake}}') }],
  names: words.brakeNames,
  tones: { line: color.p1, bureau: color.p2, hospital: color.p3 },
});

/** Whether records reach the bureau, and what brakes them. */
export const upload: Board = {
  uid: 'yibao-upload',
  title: text.board.title,
  about: text.board.about,
  from: 'now-24h',
  refresh: refresh.board,
  variables: [sourceVariable],
  panels: [
    at({ id: 1, x: 0, y: 0, w: 5, h: 4 }, backlog),
    at({ id: 2, x: 5, y: 0, w: 5, h: 4 }, braked('line')),
    at({ id: 3, x: 10, y: 0, w: 5, h: 4 }, braked('bureau')),
    at({ id: 4, x: 15, y: 0, w: 5, h: 4 }, braked('hospital')),
    at({ id: 5, x: 20, y: 0, w: 4, h: 4 }, age),
    at({ id: 6, x: 0, y: 4, w: 12, h: 10 }, oldest),
    at({ id: 7, x: 12, y: 4, w: 12, h: 10 }, drain),
    at({ id: 8, x: 0, y: 14, w: 12, h: 9 }, course),
    at({ id: 9, x: 12, y: 14, w: 12, h: 9 }, brakes),
  ],
};

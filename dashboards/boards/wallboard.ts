import { alarmNames } from '../alarm-names.ts';
import { at, type Board, type Place } from '../board.ts';
import { cityCell, districtNames, districts } from '../districts.ts';
import { type Say, same } from '../language.ts';
import { limits } from '../limits.ts';
import { bigNumber, cell, hole, linksTo, tiles } from '../panels/number.ts';
import { stepsOf } from '../panels/query.ts';
import { tableOf } from '../panels/table.ts';
import { trend } from '../panels/trend.ts';
import * as city from '../queries/city.ts';
import { columns, districtAbout, wall, wallWords as words } from '../texts.ts';
import { color, refresh } from '../theme.ts';
import { sourceVariable } from '../variables.ts';
import { mapped, stateWords, type Word, wordsFor } from '../words.ts';

const ofHospital = (field: string) => ({
  title: words.open,
  url: `/d/yibao-hospital?var-hospital=\${__data.fields.${field}}&\${__url_time_range}`,
});
const ofDistrict = (adcode: string) => ({
  title: words.openDistrict,
  url: `/d/yibao-hospital?var-district=${adcode}&\${__url_time_range}`,
});

const noHospital: Word = { text: words.noHospital, color: color.absent };

/** Cells are 2 wide and 3 high, the map is 5 by 5, its left upper corner stands under the numbers. */
function cellAt(column: number, row: number, firstId: number): Place {
  return { id: firstId + 5 * row + column, x: 2 * column, y: 5 + 3 * row, w: 2, h: 3 };
}

const districtCells = districts.map(({ adcode, name, column, row }) =>
  at(
    cellAt(column, row, 20),
    cell({
      text: { title: name, about: districtAbout(name) },
      query: city.districtService(adcode),
      name,
      unit: 'percentunit',
      limits: limits.districtService,
      mappings: (say) => [wordsFor(say, { '-1': noHospital })],
      link: ofDistrict(adcode),
    }),
  ),
);

const taken = new Set([cityCell, ...districts].map(({ column, row }) => 5 * row + column));
const holes = Array.from({ length: 25 }, (_, index) => index)
  .filter((index) => !taken.has(index))
  .map((index) => at(cellAt(index % 5, Math.floor(index / 5), 20), hole(words.hole)));

const districtWords = (say: Say) =>
  mapped(
    wordsFor(
      say,
      Object.fromEntries(Object.entries(districtNames).map(([k, text]) => [k, { text }])),
    ),
  );
const stateText = (say: Say) =>
  mapped(wordsFor(say, { ...stateWords, 0: { ...stateWords[0], color: color.plain } as Word }));
const coloredText = { id: 'custom.cellOptions', value: { type: 'color-text' } };

/** The city on one screen of 1920 by 1080, nothing to scroll: 24 columns by 26 rows. */
export const wallboard: Board = {
  uid: 'yibao-wallboard',
  title: wall.board.title,
  about: wall.board.about,
  from: 'now-3h',
  refresh: refresh.wall,
  variables: [sourceVariable],
  panels: [
    at(
      { id: 1, x: 0, y: 0, w: 4, h: 5 },
      bigNumber({
        text: wall.online,
        query: city.hospitalsOnline,
        name: words.ofAll,
        unit: 'none',
      }),
    ),
    at(
      { id: 2, x: 4, y: 0, w: 4, h: 5 },
      bigNumber({
        text: wall.success,
        query: city.settleSuccess,
        unit: 'percentunit',
        decimals: 2,
        limits: limits.settleSuccess,
      }),
    ),
    at(
      { id: 3, x: 8, y: 0, w: 4, h: 5 },
      bigNumber({
        text: wall.offline,
        query: city.hospitalsOffline,
        unit: 'none',
        limits: limits.hospitalsOffline,
      }),
    ),
    at(
      { id: 4, x: 12, y: 0, w: 4, h: 5 },
      bigNumber({
        text: wall.backlog,
        query: city.uploadBacklog,
        unit: 'short',
        limits: limits.uploadQueue,
      }),
    ),
    at(
      { id: 5, x: 16, y: 0, w: 4, h: 5 },
      bigNumber({ text: wall.p1, query: city.firingP1, unit: 'none', limits: limits.anyP1 }),
    ),
    at(
      { id: 6, x: 20, y: 0, w: 4, h: 5 },
      bigNumber({
        text: wall.age,
        query: city.dataAge,
        unit: 's',
        decimals: 0,
        limits: limits.dataAgeSeconds,
      }),
    ),
    ...districtCells,
    at(
      cellAt(cityCell.column, cityCell.row, 20),
      cell({
        text: { title: cityCell.name, about: districtAbout(cityCell.name) },
        query: city.cityService,
        name: cityCell.name,
        unit: 'percentunit',
        limits: limits.districtService,
      }),
    ),
    ...holes,
    at(
      { id: 7, x: 10, y: 5, w: 7, h: 15 },
      tiles({
        text: wall.tiles,
        query: city.hospitalStates,
        mappings: (say) => [wordsFor(say, stateWords)],
        name: '${__data.fields.short_name} ${__data.fields.hospital}',
        link: ofHospital('hospital'),
        sortBy: ['hospital', 'district'],
        limit: 2500,
      }),
    ),
    at(
      { id: 8, x: 17, y: 5, w: 7, h: 12 },
      tableOf({
        text: wall.worst,
        queries: [city.worstStates, city.worstFailures],
        joinBy: 'hospital',
        sortBy: [
          { field: 'Value #B', desc: true },
          { field: 'Value #A', desc: true },
        ],
        columns: [
          { field: 'short_name', title: columns.hospital },
          {
            field: 'hospital',
            title: columns.code,
            width: 96,
            look: (say) => [
              linksTo(say, {
                title: words.open,
                url: `/d/yibao-hospital?var-hospital=\${__value.raw}&\${__url_time_range}`,
              }),
            ],
          },
          {
            field: 'district 1',
            title: columns.district,
            width: 84,
            look: (say) => [districtWords(say)],
          },
          {
            field: 'Value #A',
            title: columns.state,
            width: 84,
            look: (say) => [stateText(say), coloredText],
          },
          {
            field: 'Value #B',
            title: columns.failures,
            width: 84,
            look: () => [
              { id: 'unit', value: 'percentunit' },
              { id: 'decimals', value: 1 },
              coloredText,
              {
                id: 'thresholds',
                value: {
                  mode: 'absolute',
                  steps: stepsOf(
                    {
                      badWhen: 'high',
                      warning: 1 - limits.settleSuccess.warning,
                      critical: 1 - limits.settleSuccess.critical,
                    },
                    color.plain,
                  ),
                },
              },
            ],
          },
        ],
      }),
    ),
    at(
      { id: 9, x: 17, y: 17, w: 7, h: 9 },
      tableOf({
        text: wall.alarms,
        queries: [city.firingNewest],
        sortBy: [{ field: 'Value', desc: true }, { field: 'priority' }],
        empty: words.nothingFires,
        columns: [
          {
            field: 'priority',
            title: columns.priority,
            width: 60,
            look: (say) => [
              mapped(
                wordsFor(say, {
                  P1: { text: same('P1'), color: color.p1 },
                  P2: { text: same('P2'), color: color.p2 },
                }),
              ),
              { id: 'custom.cellOptions', value: { type: 'color-background', mode: 'basic' } },
            ],
          },
          {
            field: 'alertname',
            title: columns.alarm,
            look: (say) => [
              mapped(
                wordsFor(
                  say,
                  Object.fromEntries(Object.entries(alarmNames).map(([k, text]) => [k, { text }])),
                ),
              ),
            ],
          },
          {
            field: 'district',
            title: columns.district,
            width: 84,
            look: (say) => [districtWords(say)],
          },
          { field: 'short_name', title: columns.hospital },
          {
            field: 'Value',
            title: columns.since,
            width: 110,
            look: () => [{ id: 'unit', value: 'dateTimeFromNow' }],
          },
        ],
      }),
    ),
    at(
      { id: 10, x: 0, y: 20, w: 10, h: 6 },
      trend({
        text: wall.settlements,
        unit: 'cps',
        curves: [
          { query: city.settlements, name: words.now, color: 'rgb(87, 148, 242)' },
          { query: city.settlementsLastWeek, name: words.lastWeek, isFaded: true },
        ],
      }),
    ),
    at(
      { id: 11, x: 10, y: 20, w: 7, h: 6 },
      trend({
        text: wall.latency,
        unit: 's',
        curves: [{ query: city.tradeP95ByLevel, name: same('{{level}}') }],
        names: {
          3: { zh: '三级', en: 'level 3' },
          2: { zh: '二级', en: 'level 2' },
          1: { zh: '一级', en: 'level 1' },
          0: { zh: '社区', en: 'community' },
        },
        limits: limits.tradeSeconds,
      }),
    ),
  ],
};

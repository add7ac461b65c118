import { alarmNames } from '../alarm-names.ts';
import { at, type Board, row } from '../board.ts';
import { same, type Text } from '../language.ts';
import { type Limits, limits } from '../limits.ts';
import { bigNumber } from '../panels/number.ts';
import { stepsOf } from '../panels/query.ts';
import { type Column, tableOf } from '../panels/table.ts';
import { stateGrid, stateLine } from '../panels/timeline.ts';
import { bars, heat, trend } from '../panels/trend.ts';
import * as ask from '../queries/hospital.ts';
import { columns, hospitalRows as rows, hospital as text, wallWords } from '../texts.ts';
import { color, lines, refresh } from '../theme.ts';
import {
  districtVariable,
  hospitalVariable,
  serverVariable,
  sourceVariable,
} from '../variables.ts';
import * as words from '../vocabulary.ts';
import {
  mapped,
  noDataWord,
  shareWords,
  stateWords,
  unobserved,
  wordBetween,
  wordsFor,
} from '../words.ts';

/** A column of ages in seconds, colored by the limits of the alarm. */
function age(field: string, title: Text, bounds: Limits): Column {
  const steps = stepsOf(bounds, color.plain);
  return {
    field,
    title,
    look: () => [
      { id: 'unit', value: 's' },
      { id: 'decimals', value: 1 },
      { id: 'custom.cellOptions', value: { type: 'color-text' } },
      { id: 'thresholds', value: { mode: 'absolute', steps } },
    ],
  };
}

/** One hospital, its pair shown as one object. */
export const hospital: Board = {
  uid: 'yibao-hospital',
  title: text.board.title,
  about: text.board.about,
  from: 'now-6h',
  refresh: refresh.board,
  variables: [sourceVariable, districtVariable, hospitalVariable, serverVariable],
  panels: [
    at(
      { id: 1, x: 0, y: 0, w: 6, h: 4 },
      bigNumber({
        text: text.state,
        query: ask.state,
        name: same('{{name}}'),
        unit: 'none',
        mappings: (say) => [wordsFor(say, stateWords)],
      }),
    ),
    at(
      { id: 2, x: 6, y: 0, w: 3, h: 4 },
      bigNumber({ text: text.settle, query: ask.canSettle, unit: 'none', mappings: shareWords }),
    ),
    at(
      { id: 3, x: 9, y: 0, w: 3, h: 4 },
      bigNumber({ text: text.servers, query: ask.serversUp, unit: 'none', mappings: shareWords }),
    ),
    at(
      { id: 4, x: 12, y: 0, w: 3, h: 4 },
      bigNumber({
        text: text.line,
        query: ask.lineDown,
        unit: 'none',
        mappings: (say) => [wordsFor(say, words.line), noDataWord(say, unobserved)],
      }),
    ),
    at(
      { id: 5, x: 15, y: 0, w: 3, h: 4 },
      bigNumber({
        text: text.mode,
        query: ask.offlineShare,
        unit: 'none',
        mappings: (say) => [
          wordsFor(say, words.mode),
          wordBetween(say, [0.000_001, 0.999_999], words.partlyOffline),
          noDataWord(say, words.noSettlement),
        ],
      }),
    ),
    at(
      { id: 6, x: 18, y: 0, w: 3, h: 4 },
      bigNumber({
        text: text.lag,
        query: ask.replicationLag,
        unit: 's',
        decimals: 0,
        limits: limits.replicationLagSeconds,
        mappings: (say) => [wordsFor(say, words.single)],
      }),
    ),
    at(
      { id: 7, x: 21, y: 0, w: 3, h: 4 },
      bigNumber({
        text: text.age,
        query: ask.dataAge,
        unit: 's',
        decimals: 0,
        limits: limits.dataAgeSeconds,
      }),
    ),

    at(
      { id: 8, x: 0, y: 4, w: 12, h: 7 },
      stateGrid({
        text: text.chain,
        lines: [
          { query: ask.chain.card, name: words.chain.card },
          { query: ask.chain.settleCore, name: words.chain.settleCore },
          { query: ask.chain.database, name: words.chain.database },
          { query: ask.chain.signIn, name: words.chain.signIn },
          { query: ask.chain.gateway, name: words.chain.gateway },
          { query: ask.chain.bureau, name: words.chain.bureau },
        ],
        mappings: shareWords,
      }),
    ),
    at(
      { id: 9, x: 12, y: 4, w: 12, h: 7 },
      stateLine({
        text: text.history,
        lines: [
          { query: ask.stateOnly, name: words.hospitalState },
          { query: ask.alarmCodes, name: same('{{alertname}}') },
        ],
        names: alarmNames,
        mappings: (say) => [wordsFor(say, stateWords)],
      }),
    ),
    at(
      { id: 10, x: 0, y: 11, w: 12, h: 7 },
      tableOf({
        text: text.alarms,
        queries: [ask.alarms],
        sortBy: [{ field: 'Value', desc: true }, { field: 'priority' }],
        empty: wallWords.nothingFires,
        columns: [
          {
            field: 'priority',
            title: columns.priority,
            width: 60,
            look: (say) => [
              mapped(wordsFor(say, words.priorities)),
              { id: 'custom.cellOptions', value: { type: 'color-background', mode: 'basic' } },
            ],
          },
          {
            field: 'alertname',
            title: columns.alarm,
            look: (say) => [mapped(wordsFor(say, words.asWords(alarmNames)))],
          },
          { field: 'server', title: columns.server, width: 130 },
          {
            field: 'alertstate',
            title: columns.phase,
            width: 90,
            look: (say) => [mapped(wordsFor(say, words.phases))],
          },
          {
            field: 'Value',
            title: columns.since,
            width: 130,
            look: () => [{ id: 'unit', value: 'dateTimeFromNow' }],
          },
        ],
      }),
    ),
    at(
      { id: 11, x: 12, y: 11, w: 12, h: 4 },
      stateLine({
        text: text.pair,
        lines: [{ query: ask.pairCode, name: same('{{server}}') }],
        mappings: (say) => [wordsFor(say, words.pair)],
      }),
    ),
    at(
      { id: 12, x: 12, y: 15, w: 12, h: 3 },
      stateLine({
        text: text.active,
        lines: [{ query: ask.active, name: same('{{server}}') }],
        mappings: (say) => [wordsFor(say, words.serving)],
      }),
    ),

    row({ id: 13, y: 18 }, rows.business),
    at(
      { id: 14, x: 0, y: 19, w: 8, h: 8 },
      trend({
        text: text.transactions,
        unit: 'reqps',
        isStacked: true,
        curves: [
          { query: ask.txnGood, name: same('{{result}}') },
          { query: ask.txnBad, name: same('{{result}}') },
        ],
        names: words.results,
        tones: words.resultTones,
      }),
    ),
    at(
      { id: 15, x: 8, y: 19, w: 8, h: 8 },
      trend({
        text: text.latency,
        unit: 's',
        curves: [{ query: ask.p95ByTxn, name: same('{{txn}}') }],
        names: words.calls,
        limits: limits.tradeSeconds,
      }),
    ),
    at(
      { id: 16, x: 16, y: 19, w: 8, h: 8 },
      heat({ text: text.duration, unit: 's', query: ask.tradeSeconds }),
    ),

    row({ id: 17, y: 27 }, rows.data),
    at(
      { id: 18, x: 0, y: 28, w: 4, h: 8 },
      bars({
        text: text.queue,
        unit: 'short',
        query: ask.uploadQueue,
        name: '{{queue}}',
        names: words.queues,
        limits: limits.uploadQueue,
      }),
    ),
    at(
      { id: 19, x: 4, y: 28, w: 6, h: 8 },
      trend({
        text: text.uploadAge,
        unit: 's',
        curves: [{ query: ask.uploadAge, name: same('{{queue}}') }],
        names: words.queues,
        limits: limits.uploadAgeSeconds,
      }),
    ),
    at(
      { id: 20, x: 10, y: 28, w: 4, h: 8 },
      trend({
        text: text.indoubt,
        unit: 'none',
        curves: [{ query: ask.inDoubt, name: text.indoubt.title, color: lines[1] }],
        limits: limits.indoubtTrades,
      }),
    ),
    at(
      { id: 21, x: 14, y: 28, w: 10, h: 8 },
      tableOf({
        text: text.datasets,
        queries: [ask.datasetVersions, ask.datasetAge, ask.downloadAge, ask.rowsLoaded],
        joinBy: 'dataset',
        sortBy: [{ field: 'Value #C', desc: true }],
        columns: [
          {
            field: 'dataset',
            title: columns.dataset,
            look: (say) => [mapped(wordsFor(say, words.asWords(words.datasetNames)))],
          },
          { field: 'version', title: columns.version },
          age('Value #B', columns.made, limits.datasetAgeSeconds),
          age('Value #C', columns.downloaded, limits.downloadAgeSeconds),
          { field: 'Value #D', title: columns.rows, look: () => [{ id: 'unit', value: 'short' }] },
        ],
      }),
    ),

    row({ id: 22, y: 36 }, rows.machines),
    at(
      { id: 23, x: 0, y: 37, w: 8, h: 7 },
      bars({
        text: text.disks,
        unit: 'percentunit',
        query: ask.disks,
        name: '{{server}} {{mountpoint}}',
        limits: limits.fsUsed,
        max: 1,
      }),
    ),
    at(
      { id: 24, x: 8, y: 37, w: 8, h: 7 },
      trend({
        text: text.cpu,
        unit: 'percentunit',
        max: 1,
        curves: [{ query: ask.cpu, name: same('{{server}}') }],
        limits: limits.cpuBusy,
      }),
    ),
    at(
      { id: 25, x: 16, y: 37, w: 8, h: 7 },
      trend({
        text: text.memory,
        unit: 'percentunit',
        max: 1,
        curves: [{ query: ask.memory, name: same('{{server}}') }],
        limits: limits.memoryUnavailable,
      }),
    ),
  ],
};

import { alarmNames } from '../alarm-names.ts';
import { same } from '../language.ts';
import { limits } from '../limits.ts';
import { toServer } from '../links.ts';
import { badge, linked, measured, worded } from '../panels/look.ts';
import { bigNumber } from '../panels/number.ts';
import { tableOf } from '../panels/table.ts';
import { stateGrid, stateLine } from '../panels/timeline.ts';
import * as ask from '../queries/hospital.ts';
import { columns } from '../texts/columns.ts';
import { hospital as text } from '../texts/hospital.ts';
import { wallWords } from '../texts/wallboard.ts';
import { unit } from '../units.ts';
import * as words from '../vocabulary.ts';
import { noDataWord, shareWords, stateWords, unobserved, wordBetween, wordsFor } from '../words.ts';

/** What a person on the telephone asks first: the hospital in words. */
export const state = bigNumber({
  text: text.state,
  query: ask.state,
  name: same('{{name}}'),
  unit: unit.count,
  mappings: (say) => [wordsFor(say, stateWords)],
});

export const settle = bigNumber({
  text: text.settle,
  query: ask.canSettle,
  unit: unit.count,
  mappings: shareWords,
});

export const servers = bigNumber({
  text: text.servers,
  query: ask.serversUp,
  unit: unit.count,
  mappings: shareWords,
});

export const line = bigNumber({
  text: text.line,
  query: ask.lineDown,
  unit: unit.count,
  mappings: (say) => [wordsFor(say, words.line), noDataWord(say, unobserved)],
});

export const mode = bigNumber({
  text: text.mode,
  query: ask.offlineShare,
  unit: unit.count,
  mappings: (say) => [
    wordsFor(say, words.mode),
    wordBetween(say, [0.000_001, 0.999_999], words.partlyOffline),
    noDataWord(say, unobserved),
  ],
});

export const lag = bigNumber({
  text: text.lag,
  query: ask.replicationLag,
  unit: unit.seconds,
  decimals: 0,
  limits: limits.replicationLagSeconds,
  mappings: (say) => [wordsFor(say, words.single)],
});

export const age = bigNumber({
  text: text.age,
  query: ask.dataAge,
  unit: unit.seconds,
  decimals: 0,
  limits: limits.dataAgeSeconds,
});

/** In the order in which a settlement passes them. */
export const chain = stateGrid({
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
});

export const history = stateLine({
  text: text.history,
  lines: [
    { query: ask.stateOnly, name: words.hospitalState },
    {
      query: ask.alarmCodes,
      name: same('{{alertname}}'),
      mappings: (say) => [wordsFor(say, words.alarmCodes)],
    },
  ],
  names: alarmNames,
  mappings: (say) => [wordsFor(say, stateWords)],
});

export const alarms = tableOf({
  text: text.alarms,
  queries: [ask.alarms],
  sortBy: [{ field: 'Value', desc: true }, { field: 'priority' }],
  empty: wallWords.nothingFires,
  columns: [
    { field: 'priority', title: columns.priority, width: 64, look: badge(words.priorities) },
    { field: 'alertname', title: columns.alarm, look: worded(words.alarms) },
    { field: 'server', title: columns.server, width: 130, look: linked(toServer) },
    { field: 'alertstate', title: columns.phase, width: 90, look: worded(words.phases) },
    { field: 'Value', title: columns.since, width: 130, look: measured({ unit: unit.since }) },
  ],
});

export const pair = stateLine({
  text: text.pair,
  lines: [{ query: ask.pairCode, name: same('{{server}}') }],
  mappings: (say) => [wordsFor(say, words.pair)],
});

export const active = stateLine({
  text: text.active,
  lines: [{ query: ask.active, name: same('{{server}}') }],
  mappings: (say) => [wordsFor(say, words.serving)],
});

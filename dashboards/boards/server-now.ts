import { limits } from '../limits.ts';
import { badge, measured, worded } from '../panels/look.ts';
import { bigNumber } from '../panels/number.ts';
import { tableOf } from '../panels/table.ts';
import * as ask from '../queries/server.ts';
import { columns } from '../texts/columns.ts';
import { server as text } from '../texts/server.ts';
import { wallWords } from '../texts/wallboard.ts';
import { unit } from '../units.ts';
import * as words from '../vocabulary.ts';
import { wordsFor } from '../words.ts';

export const up = bigNumber({
  text: text.up,
  query: ask.isUp,
  unit: unit.count,
  mappings: (say) => [wordsFor(say, words.upOrDown)],
});

export const uptime = bigNumber({
  text: text.uptime,
  query: ask.uptime,
  unit: unit.days,
  decimals: 1,
});

/** One of four series is 1; its label is the answer. */
export const bootReason = bigNumber({
  text: text.bootReason,
  query: ask.bootReason,
  unit: unit.count,
  mappings: (say) => [wordsFor(say, words.bootReasonCodes)],
});

export const clock = bigNumber({
  text: text.clock,
  query: ask.clock,
  unit: unit.seconds,
  decimals: 3,
});

export const ups = bigNumber({ text: text.ups, query: ask.ups, unit: unit.ratio, decimals: 0 });

export const age = bigNumber({
  text: text.age,
  query: ask.sampleAge,
  unit: unit.seconds,
  decimals: 0,
  limits: limits.dataAgeSeconds,
});

export const identity = tableOf({
  text: text.identity,
  queries: [ask.place, ask.agent, ask.machine],
  joinBy: 'server',
  sortBy: [{ field: 'server' }],
  columns: [
    { field: 'server', title: columns.server, width: 130 },
    { field: 'hospital', title: columns.hospital, width: 110 },
    { field: 'role', title: columns.role, width: 80, look: worded(words.roles) },
    { field: 'nodename', title: columns.hostname },
    { field: 'os', title: columns.system, width: 130 },
    { field: 'arch', title: columns.arch, width: 70 },
    { field: 'release', title: columns.kernel },
    { field: 'version', title: columns.agentVersion, width: 100 },
  ],
});

export const alarms = tableOf({
  text: text.alarms,
  queries: [ask.alarms],
  sortBy: [{ field: 'Value', desc: true }, { field: 'priority' }],
  empty: wallWords.nothingFires,
  columns: [
    { field: 'priority', title: columns.priority, width: 64, look: badge(words.priorities) },
    { field: 'alertname', title: columns.alarm, look: worded(words.alarms) },
    { field: 'alertstate', title: columns.phase, width: 90, look: worded(words.phases) },
    { field: 'Value', title: columns.since, width: 130, look: measured({ unit: unit.since }) },
  ],
});

import { same } from '../language.ts';
import { limits } from '../limits.ts';
import { heat, trend } from '../panels/trend.ts';
import * as ask from '../queries/hospital.ts';
import { hospital as text } from '../texts/hospital.ts';
import { unit } from '../units.ts';
import * as words from '../vocabulary.ts';

export const transactions = trend({
  text: text.transactions,
  unit: unit.callsPerMinute,
  isStacked: true,
  curves: [
    { query: ask.txnGood, name: same('{{result}}') },
    { query: ask.txnBad, name: same('{{result}}') },
  ],
  names: words.results,
  tones: words.resultTones,
});

export const latency = trend({
  text: text.latency,
  unit: unit.seconds,
  curves: [{ query: ask.p95ByTxn, name: same('{{txn}}') }],
  names: words.calls,
  limits: limits.tradeSeconds,
});

export const duration = heat({ text: text.duration, unit: unit.seconds, query: ask.tradeSeconds });

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain } from './explain.ts';
import { picture } from './picture.ts';
import type { Verdict } from './verdict.ts';

const verdict: Verdict = {
  probability: { '24h': 0.86, '72h': 0.9, '14d': 0.9 },
  hoursTo: { low: 9.2, middle: 11, high: 14.4 },
  ...{ isNovel: true, model: 'novel_growth', reason: 'novel_growth' },
};
const facts = {
  ...{ resource: 'disk' as const, usedShare: 0.78, growthPerHour: 0.012 },
  sinceMs: Date.parse('2026-11-22T18:10:00Z'),
  nowMs: Date.parse('2026-11-23T00:10:00Z'),
  ...{ hits: 42, falseAlarms: 8, zoneMinutes: 480 },
};

test('new growth is told with level, growth, range, probability, assumption and record, in both languages', () => {
  const { en, zh } = explain(verdict, facts);

  assert.equal(
    en,
    '78 % used; grows 1.2 %/h since 02:10, not seen in 28 days; full in 9-14 h; full within 24 h with probability 86 %; holds if growth goes on; such forecasts were right 42 of 50 times',
  );
  assert.equal(
    zh,
    '已用 78 %；自 02:10 起每小时增长 1.2%，28 天内未见过；9-14 小时后写满；24 小时内写满的可能性 86 %；前提：增长不变；此类预测 50 次中 42 次应验',
  );
});

test('an open end and slow growth are told as such, never as a date', () => {
  const slow = {
    ...verdict,
    isNovel: false,
    hoursTo: { low: 58 * 24, middle: 65 * 24, high: Infinity },
  };
  const { en } = explain(slow, { ...facts, growthPerHour: 0.00025, hits: 0, falseAlarms: 0 });

  assert.match(en, /full in 58 days at the earliest/);
  assert.match(en, /0\.60 %\/day/);
  assert.match(en, /no such forecast has ended yet/);
});

test('the picture is one SVG with history, limit and band, and survives holes and odd titles', () => {
  const levels = Float64Array.from({ length: 300 }, (_, index) =>
    index % 50 === 0 ? Number.NaN : index / 400,
  );
  const svg = picture({ title: 'a < b & c', levels, hour: 1, hoursTo: verdict.hoursTo });

  assert.match(svg, /^<svg [^>]+>.*<\/svg>$/);
  assert.match(svg, /<polygon/);
  assert.ok((svg.match(/<polyline/g) ?? []).length > 2);
  assert.doesNotMatch(svg, /NaN|Infinity|a < b/);
});

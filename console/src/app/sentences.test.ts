import assert from 'node:assert/strict';
import { test } from 'node:test';
import { texts } from '../i18n/texts.ts';
import { bannerSentence, clockSentence } from './sentences.ts';

const zh = texts['zh-Hans'];
const clock = () => '10:31:07';

test('a lost center is told with since when and how old the picture is', () => {
  const sentence = bannerSentence({ level: 'lost', sinceMs: 0, ageSeconds: 130 }, zh, clock);

  assert.equal(sentence, '自 10:31:07 起与监控中心失去联系，画面停在 2 分钟前');
});

test('old samples are told though the center answers', () => {
  const sentence = bannerSentence({ level: 'stale', ageSeconds: 150 }, texts['en-US'], clock);

  assert.equal(sentence, 'The center answers, but the newest data are 3 min old');
});

test('a true picture has no banner', () => {
  assert.equal(bannerSentence({ level: 'old', ageSeconds: 70 }, zh, clock), undefined);
});

for (const { aheadMs, sentence } of [
  { aheadMs: 180_000, sentence: '本机时钟快 3 分钟' },
  { aheadMs: -30_000, sentence: '本机时钟慢 30 秒' },
  { aheadMs: 5000, sentence: undefined },
]) {
  test(`a clock ${aheadMs} ms ahead is told as ${sentence}`, () => {
    assert.equal(
      clockSentence({ state: 'answering', atMs: 0, clockAheadMs: aheadMs }, zh),
      sentence,
    );
  });
}

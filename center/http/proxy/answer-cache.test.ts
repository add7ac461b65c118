import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FakeClock } from '../../../test/support/fake-clock.ts';
import { AnswerCache } from './answer-cache.ts';

const answer = (text: string) => ({ body: Buffer.from(text) });

function cacheOf(maxBytes = 1000) {
  const clock = new FakeClock(0);
  return { clock, cache: new AnswerCache({ clock, keepMs: 5000, maxBytes }) };
}

describe('the cache of answers', () => {
  test('lets forty who ask at once cost one request', async () => {
    const { cache } = cacheOf();
    let made = 0;
    const make = async () => {
      made += 1;
      return answer('42');
    };

    const found = Array.from({ length: 40 }, () => cache.get('up', make));
    const bodies = await Promise.all(found.map(async (each) => String((await each.answer).body)));

    assert.equal(made, 1);
    assert.deepEqual(new Set(bodies), new Set(['42']));
    assert.deepEqual(
      found.map(({ how }) => how),
      ['fetched', ...Array(39).fill('joined')],
    );
  });

  test('keeps an answer for its time and not longer', async () => {
    const { cache, clock } = cacheOf();
    await cache.get('up', async () => answer('old')).answer;

    clock.moveTo(4999);
    assert.equal(cache.get('up', async () => answer('new')).how, 'cached');
    clock.moveTo(5000);
    const { how, answer: later } = cache.get('up', async () => answer('new'));

    assert.equal(how, 'fetched');
    assert.equal(String((await later).body), 'new');
  });

  test('never keeps a failure', async () => {
    const { cache } = cacheOf();
    const failing = cache.get('up', () => Promise.reject(new Error('no')));
    const joined = cache.get('up', async () => answer('not asked'));

    await assert.rejects(failing.answer, /no/);
    await assert.rejects(joined.answer, /no/);
    const next = cache.get('up', async () => answer('yes'));

    assert.equal(String((await next.answer).body), 'yes');
  });

  test('drops the oldest when it is full, and takes nothing larger than itself', async () => {
    const { cache } = cacheOf(10);
    await cache.get('a', async () => answer('aaaa')).answer;
    await cache.get('b', async () => answer('bbbb')).answer;
    await cache.get('huge', async () => answer('x'.repeat(11))).answer;
    await cache.get('c', async () => answer('cccc')).answer;

    const how = (key: string) => cache.get(key, async () => answer('')).how;

    assert.deepEqual(
      [how('c'), how('b'), how('a'), how('huge')],
      ['cached', 'cached', 'fetched', 'fetched'],
    );
  });
});

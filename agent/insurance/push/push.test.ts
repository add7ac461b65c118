import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { FakeClock } from '../../../test/support/fake-clock.ts';
import { tempDir } from '../../../test/support/temp-dir.ts';
import { numbersOf, watch } from '../../../test/support/watched-insurance.ts';

const token = 'a-token-of-this-test';

async function scene(t: TestContext, metrics: readonly object[] = []) {
  const root = tempDir(t);
  writeFileSync(join(root, 'token'), `${token}\n`);
  const clock = new FakeClock(Date.now());
  const push = { listen: '127.0.0.1:0', tokenFile: join(root, 'token'), metrics };
  const { insurance, background } = watch({ root, clock, settings: { push } });
  t.after(() => insurance.close());
  await background.run('insurance_logs');
  while (insurance.pushPort === undefined) await new Promise((resolve) => setImmediate(resolve));
  const post = async (body: unknown, how: { sender?: string; token?: string } = {}) => {
    const { sender = 'his', token: given = token } = how;
    const answer = await fetch(`http://127.0.0.1:${insurance.pushPort}/api/v1/push/${sender}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${given}`, 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, detail: text === '' ? '' : JSON.parse(text).detail };
  };
  return { insurance, clock, post };
}

const samples = (...all: object[]) => ({ samples: all });
const busy = { name: 'yibao_worker_busy', value: 3 };

describe('the push API', () => {
  test('takes gauges and counters of the catalog and tells them for five minutes', async (t) => {
    const { insurance, clock, post } = await scene(t);
    const sent = {
      name: 'yibao_upload_total',
      labels: { queue: 'trade', result: 'ok' },
      value: 1812,
    };
    assert.equal((await post(samples(busy, sent))).status, 204);
    assert.equal(numbersOf(insurance).get('yibao_worker_busy'), 3);
    assert.equal(numbersOf(insurance).get('yibao_upload_total{queue="trade",result="ok"}'), 1812);
    clock.moveTo(clock.now() + 301_000);
    assert.equal(numbersOf(insurance).get('yibao_worker_busy'), undefined);
  });

  test('a body replaces what the same sender said before, and no other sender', async (t) => {
    const { insurance, post } = await scene(t);
    await post(samples(busy));
    await post(samples({ name: 'yibao_worker_max', value: 8 }), { sender: 'other' });
    await post(samples({ name: 'yibao_txn_in_flight', value: 1 }));
    const numbers = numbersOf(insurance);
    assert.equal(numbers.get('yibao_worker_busy'), undefined);
    assert.equal(numbers.get('yibao_worker_max'), 8);
  });

  test('what the agent measures itself wins', async (t) => {
    const { insurance, post } = await scene(t);
    const mode = { name: 'yibao_txn_mode_total', labels: { mode: 'online' }, value: 99 };
    assert.equal((await post(samples(mode))).status, 204);
    assert.equal(numbersOf(insurance).get('yibao_txn_mode_total{mode="online"}'), 0);
  });

  test('takes names of the site with the labels that were declared', async (t) => {
    const metrics = [{ name: 'site_queue', help: 'Waiting.', labels: { kind: ['a', 'b'] } }];
    const { insurance, post } = await scene(t, metrics);
    const one = (kind: string) => samples({ name: 'site_queue', labels: { kind }, value: 4 });
    assert.equal((await post(one('a'))).status, 204);
    assert.equal(numbersOf(insurance).get('site_queue{kind="a"}'), 4);
    assert.deepEqual(await post(one('张三')), {
      status: 400,
      detail: 'samples[0].labels.kind: expected one of a, b',
    });
  });

  for (const [what, body, expected] of [
    ['no JSON', '{"samples"', 'body: expected JSON'],
    ['no object', '[]', 'body: expected an object'],
    ['no samples', {}, 'samples: expected an array'],
    ['a name of nobody', samples({ name: 'x', value: 1 }), /^samples\[0\]\.name: expected a name/],
    [
      'a histogram',
      samples({ name: 'yibao_txn_duration_seconds', value: 1 }),
      /^samples\[0\]\.name/,
    ],
    [
      'a value that is no number',
      samples({ ...busy, value: '3' }),
      'samples[0].value: expected a number',
    ],
    ['a counter below 0', samples({ name: 'yibao_duplicate_submit_total', value: -1 }), /counter/],
    ['a time', samples({ ...busy, time: 1 }), /expected name, labels and value only/],
    [
      'a label too many',
      samples({ ...busy, labels: { a: 'b' } }),
      'samples[0].labels: expected none',
    ],
    ['a series twice', samples(busy, busy), 'samples[1]: the same series twice'],
    [
      'too many samples',
      samples(...Array.from({ length: 301 }, () => busy)),
      'samples: expected at most 300, got 301',
    ],
  ] as const) {
    test(`refuses ${what}, says where, and repeats nothing`, async (t) => {
      const { insurance, post } = await scene(t);
      const { status, detail } = await post(body);
      assert.equal(status, 400);
      if (typeof expected === 'string') assert.equal(detail, expected);
      else assert.match(detail, expected);
      const refused = 'yibao_agent_push_requests_total{result="refused"}';
      assert.equal(numbersOf(insurance).get(refused), 1);
    });
  }

  test('turns away a wrong token, long bodies, bad names and other paths', async (t) => {
    const { insurance, post } = await scene(t);
    assert.equal((await post(samples(busy), { token: 'wrong' })).status, 401);
    assert.equal((await post(`"${'x'.repeat(70_000)}"`)).status, 413);
    assert.equal((await post(samples(busy), { sender: 'A%20B' })).status, 404);
    const page = await fetch(`http://127.0.0.1:${insurance.pushPort}/metrics`);
    assert.equal(page.status, 404);
  });

  test('turns away more than twenty senders, and requests that come too fast', async (t) => {
    const { post } = await scene(t);
    for (let n = 0; n < 20; n++)
      assert.equal((await post(samples(busy), { sender: `s${n}` })).status, 204);
    assert.equal((await post(samples(busy), { sender: 's20' })).status, 429);
    let last = 0;
    for (let n = 0; n < 31; n++) last = (await post(samples(busy), { sender: 's1' })).status;
    assert.equal(last, 429);
  });
});

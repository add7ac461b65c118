import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fetch } from '../api/request.ts';
import { Door } from './door.ts';

const wang = {
  ...{ signInNeeded: true, login: 'wang', name: '王', role: 'operator' },
  ...{ districts: ['110105'], hospital: null },
};

/** A center that answers each path with a status and a body, or not at all. */
function centerWith(answers: Readonly<Record<string, readonly [number, object]>>): Fetch {
  return async (url) => {
    const [status, body] = answers[url] ?? [];
    if (status === undefined) throw new TypeError('fetch failed');
    return Response.json(body, { status });
  };
}

test('the door is open to whom the center knows, and tells who it is', async () => {
  const door = new Door(centerWith({ '/api/v1/me': [200, wang] }));
  assert.equal(door.state.state, 'asking');

  await door.look();

  assert.deepEqual(door.state, { state: 'open', me: wang });
});

test('the door is closed to strangers', async () => {
  const door = new Door(centerWith({ '/api/v1/me': [401, { detail: 'sign in first' }] }));

  await door.look();

  assert.deepEqual(door.state, { state: 'closed' });
});

test('a center that is away asks nobody for a password', async () => {
  const door = new Door(centerWith({}));

  await door.look();

  assert.deepEqual(door.state, { state: 'open', me: undefined });
});

for (const [status, expected, state] of [
  [200, { outcome: 'open' }, 'open'],
  [401, { outcome: 'refused' }, 'asking'],
  [400, { outcome: 'refused' }, 'asking'],
  [429, { outcome: 'locked', seconds: 900 }, 'asking'],
] as const) {
  test(`a sign-in that is answered with ${status} is ${expected.outcome}`, async () => {
    const headers = { 'retry-after': '900' };
    const door = new Door(async () => Response.json(wang, { status, headers }));

    assert.deepEqual(await door.signIn({ login: 'wang', password: 'x', code: '123456' }), expected);
    assert.equal(door.state.state, state);
  });
}

test('a center that fails to judge a sign-in is not a refusal', async () => {
  const door = new Door(async () => Response.json({}, { status: 503 }));

  await assert.rejects(door.signIn({ login: 'wang', password: 'x', code: '123456' }), /503/);
});

test('any request that finds the session ended closes the door and tells so', async () => {
  const door = new Door(centerWith({ '/api/v1/me': [200, wang], '/boards/x.json': [401, {}] }));
  await door.look();
  let told = 0;
  const stop = door.subscribe(() => {
    told += 1;
  });

  await door.fetch('/boards/x.json', {});
  stop();
  await door.fetch('/boards/x.json', {});

  assert.equal(door.state.state, 'closed');
  assert.equal(told, 1);
});

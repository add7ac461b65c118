import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare } from 'bcryptjs';
import { BasicAuth } from './basic-auth.ts';

// bcrypt of "open sesame", cost 4, so that the test is quick.
const hash = '$2b$04$ECy66O/F/5cP8dL87S9rWetcDmcMYAK6nT8tAO7AxFMF.tE/4ToLq';
const header = (user: string, password: string) =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

function counted() {
  const calls: string[] = [];
  const verify = (password: string, against: string) => {
    calls.push(password);
    return compare(password, against);
  };
  return { calls, auth: new BasicAuth({ prometheus: hash }, verify) };
}

test('a good password is verified once and then remembered', async () => {
  const { auth, calls } = counted();

  const verdicts = [
    await auth.check(header('prometheus', 'open sesame')),
    await auth.check(header('prometheus', 'open sesame')),
  ];

  assert.deepEqual(verdicts, ['ok', 'ok']);
  assert.deepEqual(calls, ['open sesame']);
});

test('a wrong password is verified each time, after a good one too', async () => {
  const { auth, calls } = counted();
  await auth.check(header('prometheus', 'open sesame'));

  const verdicts = [
    await auth.check(header('prometheus', 'open')),
    await auth.check(header('prometheus', 'open')),
  ];

  assert.deepEqual(verdicts, ['denied', 'denied']);
  assert.equal(calls.length, 3);
});

test('an unknown user costs a verification and is denied', async () => {
  const { auth, calls } = counted();

  assert.equal(await auth.check(header('nobody', 'open sesame')), 'denied');
  assert.equal(calls.length, 1);
});

for (const bad of [
  undefined,
  '',
  'Basic',
  'Basic !!!',
  'Bearer abc',
  `Basic ${'A'.repeat(2000)}`,
]) {
  test(`the header ${JSON.stringify(bad)?.slice(0, 20)} is denied without work`, async () => {
    const { auth, calls } = counted();

    assert.equal(await auth.check(bad), 'denied');
    assert.equal(calls.length, 0);
  });
}

test('a flood of guesses is told to come back', async () => {
  const { auth } = counted();

  const verdicts = await Promise.all(
    Array.from({ length: 20 }, (_, index) => auth.check(header('prometheus', `guess ${index}`))),
  );

  assert.equal(verdicts.filter((verdict) => verdict === 'busy').length, 12);
  assert.ok(!verdicts.includes('ok'));
});

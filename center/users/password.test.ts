import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashPassword, isPassword, passwordFaults } from './password.ts';

test('a password opens its own hash only, and a hash does not repeat', async () => {
  const [one, two] = await Promise.all([
    hashPassword('a long enough 句子'),
    hashPassword('a long enough 句子'),
  ]);

  assert.notEqual(one, two);
  assert.doesNotMatch(one, /long|句/);
  assert.equal(await isPassword('a long enough 句子', one), true);
  assert.equal(await isPassword('a long enough 句字', one), false);
});

test('the two ways to write the same character are the same password', async () => {
  const composed = await hashPassword('caf\u00e9 twelve characters');

  assert.equal(await isPassword('cafe\u0301 twelve characters', composed), true);
});

test('many guesses at once are all answered', async () => {
  const stored = await hashPassword('a long enough sentence');
  const guesses = ['wrong one 1', 'a long enough sentence', 'wrong one 2', 'wrong one 3'];

  assert.deepEqual(await Promise.all(guesses.map((guess) => isPassword(guess, stored))), [
    false,
    true,
    false,
    false,
  ]);
});

test('what is no hash of ours is an error, not a wrong password', async () => {
  await assert.rejects(isPassword('x', 'md5:abc'), /cannot be read/);
});

for (const [password, fault] of [
  ['short', /at least 12 characters, got 5/],
  ['x'.repeat(129), /at most 128/],
  ['my name is Wang.Li ok', /holds the login/],
  ['aaaabbbbaaaabbbb', /five different/],
  ['Password2026!!', /list of weak ones/],
  ['qwertyuiop[]', /list of weak ones/],
] as const) {
  test(`${JSON.stringify(password.slice(0, 24))} is refused`, () => {
    assert.match(passwordFaults(password, 'wang.li').join('; '), fault);
  });
}

test('a sentence is a good password', () => {
  assert.deepEqual(passwordFaults('three blue cranes over Tongzhou', 'wang.li'), []);
});

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { openDatabase } from '../../lib/database.ts';
import { FakeClock } from '../../test/support/fake-clock.ts';
import { freshDatabase } from '../../test/support/private-postgres.ts';
import { contactCipher } from '../registry/contacts/contact-cipher.ts';
import { migrations } from '../storage/migrations.ts';
import type { Tables } from '../storage/tables.ts';
import type { Account } from './account.ts';
import { addAccount, disableAccount, listAccounts, resetAccount } from './accounts.ts';
import { SignInDesk } from './sign-in.ts';
import { totpCode } from './totp.ts';

const start = Date.parse('2026-10-12T08:00:00+08:00');
const minute = 60_000;
const password = 'three blue cranes over Tongzhou';
const wang: Account = {
  login: 'wang.li',
  name: '王力',
  role: 'operator',
  districts: ['110105'],
  hospital: null,
};

test('password and code open a session, and the session is of the person', async (t) => {
  const { desk, signIn } = await withWang(t);

  const token = await signIn();

  assert.deepEqual(await desk.accountOf(token), wang);
  assert.equal(await desk.accountOf(`${token.slice(0, -1)}_`), undefined);
});

test('the database holds neither password nor secret nor token', async (t) => {
  const { db, signIn, secret } = await withWang(t);
  const token = await signIn();

  const rows = [
    ...(await db.selectFrom('account').selectAll().execute()),
    ...(await db.selectFrom('login_session').selectAll().execute()),
    ...(await db.selectFrom('sign_in_event').selectAll().execute()),
  ];

  const text = JSON.stringify(rows, (_key, value) =>
    Array.isArray(value?.data) ? Buffer.from(value.data).toString('latin1') : value,
  );
  for (const hidden of [password, token, secret.toString('base64url'), secret.toString('latin1')]) {
    assert.ok(!text.includes(hidden));
  }
});

for (const [what, change] of [
  ['a wrong password', { password: 'three blue cranes over Tongzhoo' }],
  ['a wrong code', { code: '000000' }],
  ['a login of nobody', { login: 'nobody' }],
] as const) {
  test(`${what} is refused with the same words`, async (t) => {
    const { desk, right } = await withWang(t);

    assert.deepEqual(await desk.signIn({ ...right(), ...change }, 'a'), { outcome: 'refused' });
  });
}

test('a code that was used does not open again, not even at the same moment', async (t) => {
  const { desk, right } = await withWang(t);

  const both = await Promise.all([desk.signIn(right(), 'a'), desk.signIn(right(), 'b')]);

  assert.deepEqual(both.map(({ outcome }) => outcome).sort(), ['refused', 'signed_in']);
});

test('five failures lock the account, the right password too, until the time is over', async (t) => {
  const { desk, right, clock, db } = await withWang(t);
  const wrong = () => desk.signIn({ ...right(), password: 'wrong' }, 'a');
  for (let tried = 0; tried < 5; tried += 1) await wrong();

  const locked = await desk.signIn(right(), 'a');
  const [listed] = await listAccounts({ db, clock });
  clock.moveTo(clock.now() + 15 * minute + 1000);
  const later = await desk.signIn(right(), 'a');

  assert.deepEqual(locked, { outcome: 'locked', retryAfterSeconds: 900 });
  assert.equal(listed?.locked, true);
  assert.equal(later.outcome, 'signed_in');
});

test('a third session ends the oldest', async (t) => {
  const { desk, signIn, clock } = await withWang(t);
  const tokens: string[] = [];
  for (let more = 0; more < 3; more += 1) {
    tokens.push(await signIn());
    clock.moveTo(clock.now() + minute);
  }

  const known = await Promise.all(tokens.map((token) => desk.accountOf(token)));

  assert.deepEqual(known.map(Boolean), [false, true, true]);
});

test('a session ends after 15 idle minutes, and after 12 hours however busy', async (t) => {
  const { desk, signIn, clock } = await withWang(t);
  const idle = await signIn();
  clock.moveTo(clock.now() + 15 * minute);
  assert.equal(await desk.accountOf(idle), undefined);

  const busy = await signIn();
  const end = clock.now() + 12 * 60 * minute;
  while (clock.now() < end - 10 * minute) {
    clock.moveTo(clock.now() + 10 * minute);
    assert.notEqual(await desk.accountOf(busy), undefined);
  }
  clock.moveTo(clock.now() + 10 * minute);
  assert.equal(await desk.accountOf(busy), undefined);
});

test('signing out, disabling and a reset end sessions', async (t) => {
  const { desk, signIn, clock, db, options } = await withWang(t);
  const one = await signIn();
  await desk.signOut(one, 'a');
  assert.equal(await desk.accountOf(one), undefined);

  clock.moveTo(clock.now() + minute);
  const two = await signIn();
  assert.equal(await disableAccount({ db, clock }, 'wang.li'), true);
  assert.equal(await desk.accountOf(two), undefined);

  assert.match(
    (await resetAccount(options, 'wang.li', 'another sentence, longer')) ?? '',
    /^otpauth:/,
  );
  assert.equal(await resetAccount(options, 'nobody', 'another sentence, longer'), undefined);
});

test('every sign-in is on record, refused ones too', async (t) => {
  const { desk, signIn, right, db } = await withWang(t);
  await desk.signIn({ ...right(), code: '000000' }, '10.1.2.3');
  await signIn();

  const events = await db.selectFrom('sign_in_event').selectAll().orderBy('id').execute();

  assert.deepEqual(
    events.map(({ login, what, address }) => [login, what, address]),
    [
      ['wang.li', 'created', 'command line'],
      ['wang.li', 'refused', '10.1.2.3'],
      ['wang.li', 'signed_in', 'a'],
    ],
  );
});

test('a login is given once, and every mistake is told', async (t) => {
  const { options } = await withWang(t);

  await assert.rejects(addAccount(options, wang, password), /wang.li is taken/);
  await assert.rejects(
    addAccount(options, { ...wang, login: 'X', districts: [] }, 'short'),
    /login: [\s\S]*districts: [\s\S]*password: /,
  );
});

async function withWang(t: TestContext) {
  const url = await freshDatabase(t, migrations);
  const { db, close } = openDatabase<Tables>(url, assert.ifError);
  const folder = mkdtempSync(join(tmpdir(), 'yibao-key-'));
  t.after(async () => {
    await close();
    rmSync(folder, { recursive: true });
  });
  writeFileSync(join(folder, 'key'), randomBytes(32).toString('base64url'));
  const clock = new FakeClock(start);
  const options = { db, clock, cipher: contactCipher(join(folder, 'key')) };
  const uri = await addAccount(options, wang, password);
  const secret = fromBase32(/secret=([A-Z2-7]+)/.exec(uri)?.[1] ?? '');
  const desk = new SignInDesk(options);
  const right = () => ({
    login: 'wang.li',
    password,
    code: totpCode(secret, Math.floor(clock.now() / 30_000)),
  });
  const signIn = async () => {
    const result = await desk.signIn(right(), 'a');
    assert.equal(result.outcome, 'signed_in');
    return result.outcome === 'signed_in' ? result.token : '';
  };
  return { db, clock, options, desk, secret, right, signIn };
}

/** As an authenticator app reads it. */
function fromBase32(text: string): Buffer {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...text].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'));
  const bytes = bits.join('').match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}

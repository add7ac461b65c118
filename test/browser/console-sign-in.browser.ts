import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { startCenter } from '../../center/center.ts';
import { CenterConfig } from '../../center/config.ts';
import { contactCipher } from '../../center/registry/contacts/contact-cipher.ts';
import type { Tables } from '../../center/storage/tables.ts';
import { addAccount } from '../../center/users/accounts.ts';
import { totpCode } from '../../center/users/totp.ts';
import { systemClock } from '../../lib/clock.ts';
import { openDatabase } from '../../lib/database.ts';
import { silentLog } from '../../lib/json-log.ts';
import { freshDatabase } from '../support/private-postgres.ts';
import { tempDir } from '../support/temp-dir.ts';
import { launchChromium } from './support/chromium.ts';
import { watchedPage } from './support/watched-page.ts';

const password = 'three blue cranes over Tongzhou';
const pictures = 'test-artifacts/console';

test('a person signs in with password and code, sees who that is, and signs out', async (t) => {
  mkdirSync(pictures, { recursive: true });
  const url = await freshDatabase(t, 'center/storage/migrations');
  const keyFile = join(tempDir(t), 'key');
  writeFileSync(keyFile, randomBytes(32).toString('base64url'));
  const secret = await addWang(url, keyFile);
  const listen = '127.0.0.1:0';
  const center = await startCenter({
    config: CenterConfig.parse({
      database: { url },
      console: { listen },
      operations: { listen },
      login: { required: true, keyFile },
      prometheus: { url: 'http://127.0.0.1:9' },
    }),
    clock: systemClock,
    log: silentLog,
  });
  t.after(() => center.stop());
  const browser = await launchChromium();
  t.after(() => browser.close());
  const { page } = await watchedPage(browser);
  const sent = async (code: string) => {
    await page.fill('input[name=login]', 'wang');
    await page.fill('input[name=password]', password);
    await page.fill('input[name=code]', code);
    await page.keyboard.press('Enter');
  };

  await page.goto(`http://127.0.0.1:${center.console.port}/`);
  await page.waitForSelector('form');
  await page.screenshot({ path: `${pictures}/sign-in.png` });
  await sent('000000');
  await page.getByText('账号、密码或动态口令不正确').waitFor();
  await sent(totpCode(secret, Math.floor(Date.now() / 30_000)));
  await page.getByTestId('sign-out').waitFor();

  const [cookie] = await page.context().cookies();
  assert.deepEqual(
    [cookie?.name, cookie?.httpOnly, cookie?.secure, cookie?.sameSite],
    ['__Host-yibao-session', true, true, 'Strict'],
  );
  assert.equal(await page.getByTestId('sign-out').getAttribute('title'), '王力');
  await page.getByTestId('sign-out').click();
  await page.waitForSelector('form');
  await page.reload();
  await page.waitForSelector('form');
});

async function addWang(url: string, keyFile: string): Promise<Buffer> {
  const { db, close } = openDatabase<Tables>(url, assert.ifError);
  const options = { db, clock: systemClock, cipher: contactCipher(keyFile) };
  const wang = { login: 'wang', name: '王力', districts: ['110105'], hospital: null } as const;
  await addAccount(options, { ...wang, role: 'operator' }, password);
  const { totp_sealed } = await db.selectFrom('account').selectAll().executeTakeFirstOrThrow();
  await close();
  return Buffer.from(options.cipher.open(totp_sealed, 'totp/wang'), 'base64url');
}

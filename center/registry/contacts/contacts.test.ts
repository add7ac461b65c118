import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { openDatabase } from '../../../lib/database.ts';
import { importExample } from '../../../test/support/example-registry.ts';
import { freshDatabase } from '../../../test/support/private-postgres.ts';
import { tempDir } from '../../../test/support/temp-dir.ts';
import { migrations } from '../../storage/migrations.ts';
import type { Tables } from '../../storage/tables.ts';
import { type ImportOptions, importRegistry } from '../import/import-registry.ts';
import { importReport } from '../import/report.ts';
import { contactCipher, maskMobile } from './contact-cipher.ts';
import { readContacts } from './contact-store.ts';

const number = '13812345678';
const people = `hospital,kind,name,mobile\n05110001,it,张三,${number}\n05110001,院方联系人,李四,010-66668888\n`;

describe('contacts', () => {
  test('come back as they were imported, and no table holds a number in clear', async (t) => {
    const { db, imported, cipher } = await registry(t);

    const report = await imported(people);

    assert.ok(report.includes('+ contact 05110001 it 张三 138****5678'));
    const stored = await readContacts(db, cipher);
    assert.equal(stored.get('05110001/it/张三')?.mobile, number);
    assert.equal(stored.get('05110001/liaison/李四')?.mobile, '010-66668888');
    for (const table of ['hospital_contact', 'registry_event', 'import_run'] as const) {
      const rows = JSON.stringify(await db.selectFrom(table).selectAll().execute());
      assert.ok(rows.length > 100);
      assert.ok(!rows.includes(number) && !rows.includes(Buffer.from(number).toJSON().data.join()));
    }
  });

  test('imported again change nothing', async (t) => {
    const { imported } = await registry(t);
    await imported(people);

    assert.equal(
      (await imported(people)).at(-1),
      'the registry says so already; nothing was changed',
    );
  });

  test('leave with their hospital', async (t) => {
    const { db, imported, cipher } = await registry(t);
    await imported(people);

    const report = await imported('', { retire: { keys: ['05110001'] } });

    assert.ok(report.includes('- contact 05110001/it/张三: removed'));
    assert.equal((await readContacts(db, cipher)).size, 0);
  });

  test('need a key, a hospital, and a number that is kept secret even when it is wrong', async (t) => {
    const { imported } = await registry(t);

    const keyless = await imported(people, { cipher: undefined });
    const strange = await imported(people.replace('05110001,it', '99999999,it'));
    const wrong = await imported(people.replace(number, `${number}x`));

    assert.match(
      keyless.join('\n'),
      /contacts: got rows; allowed: none until registry\.contactKeyFile/,
    );
    assert.match(strange.join('\n'), /hospital: got "99999999"; allowed: a hospital of/);
    assert.match(wrong.join('\n'), /mobile: got "138\*\*\*\*678x"; allowed: a telephone number/);
    assert.ok(!wrong.join('\n').includes(number));
  });
});

describe('a sealed number', () => {
  test('opens only with its key and in its place', (t) => {
    const [ours, other] = [contactCipher(keyFile(t)), contactCipher(keyFile(t))];
    const sealed = ours.seal(number, 'a');

    assert.equal(ours.open(sealed, 'a'), number);
    assert.throws(() => ours.open(sealed, 'b'));
    assert.throws(() => other.open(sealed, 'a'));
    assert.throws(() => ours.open(sealed.subarray(0, 20), 'a'), /unknown form/);
    assert.notDeepEqual(ours.seal(number, 'a'), sealed);
  });

  test('needs a key of 32 bytes', (t) => {
    const file = keyFile(t, 16);

    assert.throws(() => contactCipher(file), /contact-key: expected 32 bytes in base64url, got 16/);
  });

  test('is shown as a mask that gives little away', () => {
    assert.deepEqual([number, '12345', ''].map(maskMobile), ['138****5678', '****', '****']);
  });
});

async function registry(t: TestContext) {
  const url = await freshDatabase(t, migrations);
  await importExample(url);
  const { db, close } = openDatabase<Tables>(url, assert.ifError);
  t.after(close);
  const cipher = contactCipher(keyFile(t));
  const imported = async (text: string, options: Partial<ImportOptions> = {}) => {
    const files = text === '' ? [] : [{ name: 'people.csv', bytes: Buffer.from(text) }];
    const all = { actor: 'tester', dryRun: false, cipher, ...options };
    return importReport(await importRegistry(db, files, all));
  };
  return { db, imported, cipher };
}

function keyFile(t: TestContext, bytes = 32): string {
  const file = join(tempDir(t), 'contact-key');
  writeFileSync(file, `${randomBytes(bytes).toString('base64url')}\n`);
  return file;
}

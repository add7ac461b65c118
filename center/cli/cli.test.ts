import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { freshDatabase } from '../../test/support/private-postgres.ts';
import { tempDir } from '../../test/support/temp-dir.ts';
import { parseCommand } from './index.ts';

const good = join(import.meta.dirname, '../registry/import/testdata/good-files');
const files = ['districts.csv', 'hospitals.csv', 'servers.csv'].map((name) => join(good, name));

describe('the command line of the center', () => {
  for (const [line, reason] of [
    ['', /expected one of serve, migrate, registry import, .*; got ""/],
    ['start', /got "start"/],
    ['registry', /got "registry"/],
    ['serve now', /serve: takes no words/],
    ['migrate all', /migrate: takes no files/],
    ['migrate --dry-run', /Unknown option '--dry-run'/],
    ['serve --verbose', /Unknown option '--verbose'/],
  ] as const) {
    test(`refuses: ${line === '' ? 'nothing' : line}`, () => {
      assert.throws(() => parseCommand(line.split(' ').filter(Boolean)), reason);
    });
  }

  for (const [line, reason] of [
    ['registry import', /expected at least one file/],
    ['registry import x.csv --retire-missing many', /--retire-missing: expected a whole number/],
    ['registry export', /expected --out/],
    ['registry export --out x --format pdf', /--format: expected one of csv, xlsx, yaml, got pdf/],
    ['registry show', /expected one key/],
    ['registry retire', /expected codes or ids/],
    ['registry import /nowhere.csv', /\/nowhere\.csv: cannot be read/],
    ['migrate --config /nowhere.yml', /\/nowhere\.yml: cannot be read/],
  ] as const) {
    test(`cannot do: ${line}`, async () => {
      await assert.rejects(run(...line.split(' ')), reason);
    });
  }

  test('explains all commands and settings', () => {
    const command = parseCommand(['--help']);

    assert.equal(command.name, 'help');
    for (const word of ['serve', 'migrate', 'registry import FILE', '--apply', '--config']) {
      assert.ok(command.name === 'help' && command.text.includes(word), word);
    }
    assert.equal(parseCommand(['registry', 'import', '-h']).name, 'help');
    assert.equal(parseCommand(['serve', '-h']).name, 'help');
  });

  test('knows how to serve, with settings of its own', () => {
    assert.deepEqual(parseCommand(['serve', '--config', '/etc/c.yml']), {
      name: 'serve',
      config: '/etc/c.yml',
    });
  });
});

describe('a command of the center', () => {
  test('migrates an empty database once', async (t) => {
    const config = await configFile(t);

    const first = await run('migrate', '--config', config);
    const second = await run('migrate', '--config', config);

    const names = readdirSync(join(import.meta.dirname, '../storage/migrations'));
    assert.deepEqual(first.report, [`applied ${names.sort().join(', ')}`]);
    assert.deepEqual(second.report, ['up to date']);
  });

  test('plans an import unless it is told to apply it', async (t) => {
    const config = await migrated(t);

    const planned = await run('registry', 'import', ...files, '--config', config);
    const different = await run('registry', 'diff', ...files, '--config', config);
    const applied = await run('registry', 'import', ...files, '--apply', '--config', config);
    const same = await run('registry', 'diff', ...files, '--config', config);

    assert.deepEqual(planned.report.slice(-3), [
      'servers: 4 added, 0 changed, 0 unchanged',
      'dry run; nothing was changed',
      '--apply makes it so',
    ]);
    assert.equal(applied.report.at(-1), 'imported');
    assert.deepEqual(
      [planned, different, applied, same].map(({ status }) => status),
      [0, 2, 0, 0],
    );
  });

  test('is not well when a row is wrong', async (t) => {
    const config = await migrated(t);
    const broken = join(tempDir(t), 'districts.csv');
    writeFileSync(broken, 'adcode,name,tile_col,tile_row\n11,,x,2\n');

    const { status, report } = await run('registry', 'import', broken, '--config', config);

    assert.equal(status, 1);
    assert.equal(report.at(-1), '3 mistake(s); nothing was imported');
  });

  for (const format of ['csv', 'xlsx', 'yaml']) {
    test(`exports ${format} that an import finds no difference in`, async (t) => {
      const config = await migrated(t);
      await run('registry', 'import', ...files, '--apply', '--config', config);
      const out = tempDir(t);

      const flags = ['--out', out, '--format', format, '--contacts', '--config', config];
      const { report } = await run('registry', 'export', ...flags);

      assert.match(report[0] ?? '', /: 2 districts, 3 hospitals, 4 servers, 0 contacts$/);
      const written = readdirSync(out)
        .filter((name) => name !== 'contacts.csv')
        .map((name) => join(out, name));
      const again = await run('registry', 'diff', ...written, '--config', config);
      assert.equal(again.report.at(-1), 'the registry says so already; nothing was changed');
    });
  }

  test('shows a hospital with its servers, its people and its history', async (t) => {
    const config = await migrated(t);
    await run('registry', 'import', ...files, '--apply', '--config', config);
    const contacts = join(tempDir(t), 'people.csv');
    writeFileSync(contacts, 'hospital,kind,name,mobile\n05110001,信息科,张三,13812345678\n');
    await run('registry', 'import', contacts, '--apply', '--config', config);

    const hospital = (await run('registry', 'show', '05110001', '--config', config)).report.join();
    const server = (
      await run('registry', 'show', 'YB2021-00001', '--config', config)
    ).report.join();
    const district = (await run('registry', 'show', '110105', '--config', config)).report.join();
    const nothing = await run('registry', 'show', 'none', '--config', config);

    assert.match(hospital, /YB2021-00002/);
    assert.match(hospital, /name: 张三\s+mobile: 138\*\*\*\*5678/);
    assert.match(hospital, /action: added/);
    assert.match(server, /partner: YB2021-00002/);
    assert.match(district, /servers: 3/);
    assert.equal(nothing.status, 1);
  });

  test('retires a hospital with its servers, and an import may bring them back', async (t) => {
    const config = await migrated(t);
    await run('registry', 'import', ...files, '--apply', '--config', config);

    const planned = await run('registry', 'retire', '05110001', '--config', config);
    await run('registry', 'retire', '05110001', '--apply', '--config', config);
    const refused = await run('registry', 'import', ...files, '--config', config);
    const back = await run(
      'registry',
      'import',
      ...files,
      '--restore',
      '--apply',
      '--config',
      config,
    );

    assert.deepEqual(
      planned.report.filter((line) => line.startsWith('-')),
      [
        '- hospital 05110001: retired',
        '- server YB2021-00001: retired',
        '- server YB2021-00002: retired',
        '--apply makes it so',
      ],
    );
    assert.equal(refused.status, 1);
    assert.ok(back.report.includes('^ server YB2021-00001'), back.report.join('\n'));
    const show = await run('registry', 'show', 'YB2021-00001', '--config', config);
    assert.match(
      show.report.join('\n'),
      /state: active[\s\S]*action: restored[\s\S]*action: retired/,
    );
  });
});

function run(...line: readonly string[]) {
  const command = parseCommand(line);
  assert.equal(command.name, 'run');
  const { signal } = new AbortController();
  return command.name === 'run'
    ? command.run({ actor: 'tester', progress: () => {}, signal })
    : assert.fail();
}

async function migrated(t: TestContext): Promise<string> {
  const config = await configFile(t);
  await run('migrate', '--config', config);
  return config;
}

async function configFile(t: TestContext): Promise<string> {
  const folder = tempDir(t);
  const url = await freshDatabase(t, folder); // a folder without migrations
  const key = join(folder, 'contact-key');
  writeFileSync(key, randomBytes(32).toString('base64url'));
  const text = `database: {url: "${url}"}\nregistry: {contactKeyFile: "${key}"}\n`;
  writeFileSync(join(folder, 'center.yml'), text);
  return join(folder, 'center.yml');
}

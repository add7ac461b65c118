import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { loadConfig, parseConfig } from '../lib/config.ts';
import { tempDir } from '../test/support/temp-dir.ts';
import { CenterConfig, databaseUrl } from './config.ts';

const example = join(import.meta.dirname, 'center.example.yml');
const parse = (text: string) => parseConfig(CenterConfig, 'center.yml', text);

describe('the settings of the center', () => {
  test('are all in the example, with their defaults', () => {
    const asWritten = loadConfig(CenterConfig, example);
    const text = readFileSync(example, 'utf8').replace(/^(\s+)# (\w+: \S+)$/gm, '$1$2');
    const written = parse(text);
    const files = [
      written.database.passwordFile,
      written.registry.contactKeyFile,
      written.login.keyFile,
    ];

    // Secrets have no default place; the example names one.
    for (const file of files) assert.match(file ?? '', /^\/etc\//);
    assert.deepEqual(withoutFiles(written), asWritten);
    const keys = Object.entries(asWritten).flatMap(([name, section]) =>
      Object.keys(section).map((key) => [name, key] as const),
    );
    assert.ok(keys.length > 15);
    for (const [, key] of keys) assert.match(text, new RegExp(`^  ${key}: `, 'm'));
  });

  for (const [setting, reason] of [
    ['console: {listen: "0.0.0.0:8440"}', /console\.listen: the center listens on loopback only/],
    ['operations: {listen: "10.1.1.1:8446"}', /operations\.listen: .*loopback only/],
    ['console: {listen: "[::]:8440"}', /loopback only/],
    ['console: {listen: "center.example:8440"}', /loopback only/],
    ['prometheus: {points: 1}', /prometheus\.points/],
    ['prometheus: {url: "ftp://x"}', /prometheus\.url/],
    ['login: {required: true}', /expected keyFile/],
    ['login: {hosts: [yibao.example]}', /for this machine only/],
    ['prometheus: {password: x}', /Unrecognized key: "password"/],
  ] as const) {
    test(`refuse ${setting}`, () => {
      assert.throws(() => parse(`database: {url: "postgresql:///c"}\n${setting}\n`), reason);
    });
  }

  for (const listen of ['127.0.0.1:1', '127.8.8.8:1', '[::1]:1', 'localhost:1']) {
    test(`let the console listen on ${listen}`, () => {
      const { console } = parse(`database: {url: ""}\nconsole: {listen: "${listen}"}\n`);

      assert.equal(console.listen.port, 1);
    });
  }

  test('take the password of the database from a file', (t) => {
    const passwordFile = join(tempDir(t), 'password');
    writeFileSync(passwordFile, 'p&ss?w=rd\n');

    const url = databaseUrl({ url: 'postgresql://center@db:5432/center', passwordFile });

    assert.equal(new URL(url).searchParams.get('password'), 'p&ss?w=rd');
  });
});

function withoutFiles({ database, registry, login, ...rest }: CenterConfig) {
  const { passwordFile: _, ...plainDatabase } = database;
  const { contactKeyFile: __, ...plainRegistry } = registry;
  const { keyFile: ___, ...plainLogin } = login;
  return { ...rest, database: plainDatabase, registry: plainRegistry, login: plainLogin };
}

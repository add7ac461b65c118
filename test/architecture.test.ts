import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';

/** What the files of each top-level folder may import besides their own folder. Nothing else is allowed. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  catalog: [],
  lib: [],
  protocol: ['catalog/'],
  agent: ['catalog/', 'protocol/', 'lib/'],
  'exporter-rules': ['catalog/', 'lib/'],
  dashboards: ['catalog/', 'lib/', 'exporter-rules/config.ts', 'exporter-rules/recording/index.ts'],
  alerting: ['catalog/', 'protocol/', 'lib/'],
  center: ['catalog/', 'protocol/', 'lib/'],
  // Scenes' own Chinese texts: its exports map hides the file, so it is read by its path.
  console: ['protocol/', 'dashboards/generated/', 'node_modules/@grafana/scenes/dist/'],
  simulator: ['catalog/', 'protocol/', 'lib/'],
};

/** Packages whose use stays in one place, and that place. */
const owners: Readonly<Record<string, readonly string[]>> = {
  express: ['lib/http-server.ts'],
  kysely: ['center/', 'alerting/notifier/', 'simulator/reference-app/storage/', 'lib/database.ts'],
  'node:child_process': ['agent/host/', 'agent/jobs/'],
  nodemailer: ['alerting/notifier/channels/smtp.ts'],
  mysql2: ['agent/sql/drivers/'],
  pg: ['lib/database.ts', 'agent/sql/drivers/'],
  'prom-client': ['lib/own-metrics.ts'],
  'simple-statistics': ['exporter-rules/forecast/'],
  tedious: ['agent/sql/drivers/'],
  systeminformation: ['agent/host/system-information.ts'],
};

const sources = Object.keys(mayImport).filter(existsSync).flatMap(sourcesIn);

test('the architecture test has looked at the code', () => {
  assert.ok(sources.length > 10, `found only ${sources.length} files`);
});

for (const file of sources) {
  test(`${file} imports only what its folder may`, () => {
    const strangers = specifiersIn(file).filter((specifier) => !isAllowed(file, specifier));

    assert.deepEqual(strangers, []);
  });
}

function sourcesIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => /\.tsx?$/.test(file)).map((file) => `${folder}/${file}`);
}

function specifiersIn(file: string): string[] {
  const found = readFileSync(file, 'utf8').matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g);
  return [...found].map(([, specifier = '']) => specifier);
}

function isAllowed(file: string, specifier: string): boolean {
  return specifier.startsWith('.')
    ? mayReach(file, normalize(join(dirname(file), specifier)))
    : mayUse(file, specifier);
}

function mayReach(file: string, target: string): boolean {
  const folder = file.split('/', 1)[0] ?? '';
  const ofTests = isTest(file) ? ['test/support/'] : [];
  return startsWithAny(target, [`${folder}/`, ...(mayImport[folder] ?? []), ...ofTests]);
}

function mayUse(file: string, packageName: string): boolean {
  const places = owners[packageName];
  return places === undefined || startsWithAny(file, places) || isTest(file);
}

function isTest(file: string): boolean {
  return file.endsWith('.test.ts');
}

function startsWithAny(path: string, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => path.startsWith(prefix));
}

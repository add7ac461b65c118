import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { systemClock } from '../../../lib/clock.ts';
import { silentLog } from '../../../lib/json-log.ts';
import { ImportRun } from '../../../protocol/registry-detail.ts';
import { importExample } from '../../../test/support/example-registry.ts';
import { freshDatabase } from '../../../test/support/private-postgres.ts';
import { suiteOwner } from '../../../test/support/suite-owner.ts';
import { tempDir } from '../../../test/support/temp-dir.ts';
import { type Center, startCenter } from '../../center.ts';
import { CenterConfig } from '../../config.ts';
import { migrations } from '../../storage/migrations.ts';

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<
    Record<string, { content: Readonly<Record<string, { schema: object }>> }>
  >;
}
interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: object;
}

const server = {
  ...{ hospital: '05110002', role: 'single', hostname: 'yb-3', address: '10.8.2.11' },
  ...{ os: 'Kylin V10 SP3', arch: 'arm64', scrape: 'pull', asset_no: 'YB2021-00003' },
};
const window = {
  ...{ scope: 'hospital', subject: '05110001', starts: '2096-12-05T23:00', minutes: 60 },
  ...{ reason: 'change of a switch', approver: '王五' },
};
const base64 = (text: string) => Buffer.from(text).toString('base64');
const districts = base64('adcode,name,tile_col,tile_row\n110102,西城区,4,3\n');
const imports = (more: object) => ({ files: [{ name: 'd.csv', base64: districts }], ...more });

/** In this order; `{last}` is the id of the answer before. Every operation and each of its usual problems. */
const calls: readonly (readonly [method: string, path: string, body: unknown, status: number])[] = [
  ['get', '/districts', undefined, 200],
  ['get', '/districts?colour=red', undefined, 400],
  ['get', '/hospitals?limit=2&sort=-code', undefined, 200],
  ['get', '/hospitals?cursor=x', undefined, 400],
  ['get', '/servers?hospital=05110001', undefined, 200],
  ['get', '/servers?limit=0', undefined, 400],
  ['get', '/pairs', undefined, 200],
  ['get', '/calendar', undefined, 200],
  ['get', '/registry/events?limit=2', undefined, 200],
  ['get', '/registry/events?cursor=x', undefined, 400],
  ['get', '/registry/export?format=csv&table=hospitals', undefined, 200],
  ['get', '/registry/export?format=xlsx', undefined, 200],
  ['get', '/registry/export?format=pdf', undefined, 400],
  ['get', '/registry/things/110105', undefined, 200],
  ['get', '/registry/things/05110001', undefined, 200],
  ['get', '/registry/things/YB2021-00001', undefined, 200],
  ['get', '/registry/things/nothing', undefined, 404],
  ['put', '/registry/servers/YB2021-00003?dryRun=true', { ...server, os: 'openEuler 22.03' }, 200],
  ['put', '/registry/servers/YB2021-00003', { ...server, owner: '张工' }, 200],
  ['put', '/registry/servers/YB2021-00003', { ...server, role: 'primary', arch: 'z80' }, 422],
  ['put', '/registry/servers/YB2021-00003', { ...server, id: 'other' }, 422],
  ['put', '/registry/servers/YB2021-00003', { hospital: { a: 1 } }, 400],
  ['put', '/registry/pigs/1', {}, 404],
  ['delete', '/registry/things/YB2021-00003?dryRun=true', undefined, 200],
  ['delete', '/registry/things/YB2021-00001', undefined, 422],
  ['post', '/registry/imports', imports({}), 202],
  ['get', '/registry/imports/{last}', undefined, 200],
  ['get', '/registry/imports/none', undefined, 404],
  ['post', '/registry/imports', imports({ files: [] }), 400],
  ['get', '/maintenance-windows', undefined, 200],
  ['post', '/maintenance-windows', window, 200],
  ['delete', '/maintenance-windows/{last}', undefined, 200],
  ['delete', '/maintenance-windows/{last}', undefined, 404],
  ['get', '/maintenance-windows?state=all', undefined, 200],
  ['post', '/maintenance-windows', { ...window, rrule: 'FREQ=DAILY' }, 422],
  ['post', '/maintenance-windows', { ...window, minutes: 721 }, 400],
];

describe('the API', () => {
  const owner = suiteOwner();
  let center: Center;
  let document: Document;
  const url = (path: string) => `http://127.0.0.1:${center.console.port}/api/v1${path}`;
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(url(path), {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
  const finished = async (id: string) => {
    for (let turn = 0; turn < 300; turn += 1) {
      const run = ImportRun.parse(await (await fetch(url(`/registry/imports/${id}`))).json());
      if (run.state !== 'running') return run;
      await sleep(20);
    }
    return assert.fail('the import does not end');
  };
  before(async () => {
    const database = { url: await freshDatabase(owner, migrations) };
    await importExample(database.url);
    const contactKeyFile = join(tempDir(owner), 'key');
    writeFileSync(contactKeyFile, randomBytes(32).toString('base64url'));
    const listen = '127.0.0.1:0';
    const registry = { refresh: '50ms', contactKeyFile };
    const config = { database, console: { listen }, operations: { listen }, registry };
    center = await startCenter({
      config: CenterConfig.parse(config),
      clock: systemClock,
      log: silentLog,
    });
    owner.after(() => center.stop());
    document = (await (await fetch(url('/openapi.json'))).json()) as Document;
  });

  test('answers every documented call as the document says', async () => {
    const called = new Set<string>();
    let last = '';
    for (const [method, path, body, status] of calls) {
      const response = await fetch(url(path.replace('{last}', last)), requestOf(method, body));

      const place = `${method} ${path} ${JSON.stringify(body)}`;
      const [pattern, operation] = operationOf(document, method, path);
      called.add(`${method} ${pattern}`);
      const type = response.headers.get('content-type')?.split(';')[0] ?? '';
      const text = await response.text();
      assert.equal(response.status, status, `${place}: ${text}`);
      const { content = {} } = operation.responses[status] ?? {};
      const schema = (content[type] ?? content['*/*'])?.schema;
      assert.ok(schema !== undefined, `${place}: ${status} ${type} is documented`);
      if (type.endsWith('json')) {
        assertValid(document, schema, JSON.parse(text), place);
        const { id } = JSON.parse(text) as { readonly id?: string };
        last = id ?? last;
      }
      if (path === '/registry/imports' && status === 202) await finished(last);
    }
    assert.deepEqual([...called].sort(), operationsIn(document));
  });

  test('has a document whose every schema is a schema, and each operation a name of its own', () => {
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));

    assert.equal(document.openapi, '3.1.0');
    assert.ok(operations.length >= 15);
    assert.equal(new Set(operations.map(({ operationId }) => operationId)).size, operations.length);
    for (const { responses } of operations) {
      for (const { content } of Object.values(responses)) {
        for (const { schema } of Object.values(content)) compile(document, schema);
      }
    }
  });

  test('imports files, tells its progress, and names all mistakes', async () => {
    const applied = (await (
      await post('/registry/imports', imports({ dryRun: false }))
    ).json()) as ImportRun;
    const done = await finished(applied.id);
    const broken = base64('adcode,name,tile_col,tile_row\n1,,x,2\n110103,东城区,99,y\n');
    const files = [{ name: 'b.csv', base64: broken }];
    const refused = (await (await post('/registry/imports', { files })).json()) as ImportRun;
    const told = await finished(refused.id);

    assert.equal(done.outcome?.outcome, 'applied');
    assert.deepEqual(done.progress, { stage: 'written', done: 2, total: 2 });
    assert.equal(told.outcome?.outcome, 'refused');
    assert.deepEqual(
      told.outcome?.mistakes.map(({ file, line, column }) => [file, line, column]),
      [
        ['b.csv', 2, 'adcode'],
        ['b.csv', 2, 'name'],
        ['b.csv', 2, 'tile_col'],
        ['b.csv', 3, 'tile_row'],
      ],
    );
  });

  test('takes people, and gives their numbers back to nobody', async () => {
    const text = base64('hospital,kind,name,mobile\n05110001,it,张三,13812345678\n');
    const files = [{ name: 'people.csv', base64: text }];
    const run = (await (
      await post('/registry/imports', { dryRun: false, files })
    ).json()) as ImportRun;
    const pages = [JSON.stringify(await finished(run.id))];

    for (const path of [
      '/registry/things/05110001',
      '/registry/events',
      '/registry/export?format=yaml',
    ]) {
      pages.push(await (await fetch(url(path))).text());
    }

    assert.match(pages.join('\n'), /138\*\*\*\*5678/);
    assert.doesNotMatch(pages.join('\n'), /13812345678/);
  });

  test('runs one import at a time', async () => {
    const rows = Array.from({ length: 3000 }, (_, at) => `${at},x,y,z`).join('\n');
    const large = {
      files: [{ name: 'd.csv', base64: base64(`adcode,name,tile_col,tile_row\n${rows}\n`) }],
    };

    const answers = await Promise.all([1, 2, 3].map(() => post('/registry/imports', large)));

    const statuses = answers.map(({ status }) => status).sort();
    assert.equal(statuses[0], 202);
    assert.ok(statuses.includes(409), String(statuses));
    for (const answer of answers.filter(({ status }) => status === 202)) {
      await finished(((await answer.json()) as ImportRun).id);
    }
  });

  for (const [what, body, headers, status] of [
    ['a page of another origin', window, { origin: 'http://evil.example' }, 403],
    ['a page of another site', window, { 'sec-fetch-site': 'cross-site' }, 403],
    ['a form', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, 400],
    ['text that says it is JSON', '{"scope"', {}, 400],
    ['a body beyond its limit', { ...window, reason: 'x'.repeat(70_000) }, {}, 413],
  ] as const) {
    test(`changes nothing for ${what}`, async () => {
      const response = await post('/maintenance-windows', body, headers);

      assert.equal(response.status, status);
      assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/);
    });
  }
});

function requestOf(method: string, body: unknown): RequestInit {
  const json = { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  return { method: method.toUpperCase(), ...(body === undefined ? {} : json) };
}

function operationsIn({ paths }: Document): string[] {
  return Object.entries(paths)
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`))
    .sort();
}

/** The documented path that an address belongs to, a literal one before one with a variable. */
function operationOf({ paths }: Document, method: string, address: string) {
  const [path = ''] = address.split('?');
  const fits = Object.keys(paths).filter((pattern) => {
    const expression = pattern.replaceAll(/\{\w+\}/g, '[^/]+');
    return new RegExp(`^${expression}$`).test(path) && paths[pattern]?.[method] !== undefined;
  });
  const [pattern = assert.fail(`${method} ${address} is not in the document`)] = fits.sort();
  return [pattern, paths[pattern]?.[method] ?? assert.fail()] as const;
}

function compile({ components }: Document, schema: object) {
  const ajv = new Ajv2020({ strict: true, validateFormats: false, allowUnionTypes: true });
  ajv.addKeyword('components');
  return ajv.compile({ ...schema, components });
}

// biome-ignore lint/complexity/useMaxParams: what is judged by what, and where.
function assertValid(document: Document, schema: object, value: unknown, place: string): void {
  const validate = compile(document, schema);
  assert.ok(validate(value), `${place}: ${JSON.stringify(validate.errors)}`);
}

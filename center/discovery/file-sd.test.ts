import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { expressApp, listen } from '../../lib/http-server.ts';
import { tempDir } from '../../test/support/temp-dir.ts';
import { writeFileSd } from './file-sd.ts';

describe('the writer of target files', () => {
  test('writes a file for each job, a group a line, and then nothing until something changes', async (t) => {
    const { write, folder, center } = await writer(t, 3);

    const first = await write();
    const second = await write();
    center.targets = 4;
    const third = await write();

    assert.deepEqual(readdirSync(folder).sort(), [
      'node.json',
      'probe-gateway.json',
      'probe-server.json',
    ]);
    assert.deepEqual(
      [first, second, third].map(([node]) => node?.outcome),
      ['written', 'unchanged', 'written'],
    );
    const text = readFileSync(join(folder, 'node.json'), 'utf8');
    assert.equal(text.trimEnd().split('\n').length, 6);
    assert.equal(JSON.parse(text).length, 4);
  });

  test('asks for its shard', async (t) => {
    const { write, center } = await writer(t, 3);

    await write({ shard: { index: 1, of: 2, by: 'district' } });

    assert.ok(center.asked.includes('/sd/http?job=node&shard=1&of=2&by=district'));
  });

  for (const [before, after, outcome] of [
    [100, 80, 'written'],
    [100, 79, 'refused'],
    [100, 0, 'refused'],
    [10, 5, 'written'],
    [10, 4, 'refused'],
    [3, 0, 'refused'],
    [3, 1, 'written'],
    [0, 5, 'written'],
  ] as const) {
    test(`from ${before} to ${after} targets: ${outcome}`, async (t) => {
      const { write, folder, center } = await writer(t, before);
      await write();
      center.targets = after;

      const [node] = await write();

      assert.equal(node?.outcome, outcome);
      const kept = JSON.parse(readFileSync(join(folder, 'node.json'), 'utf8')).length;
      assert.equal(kept, outcome === 'written' ? after : before);
      const [forced] = await write({ force: true });
      assert.equal(forced?.outcome, outcome === 'written' ? 'unchanged' : 'written');
    });
  }

  for (const [what, status, body] of [
    ['that cannot read its registry', 503, '{}'],
    ['that answers with something else', 200, '<html>'],
    ['whose list has a strange form', 200, '[{"targets":["a","b"],"labels":{}}]'],
  ] as const) {
    test(`keeps its files before a center ${what}`, async (t) => {
      const { write, folder, center } = await writer(t, 3);
      await write();
      center.answer = { status, body };

      await assert.rejects(write());

      assert.equal(JSON.parse(readFileSync(join(folder, 'node.json'), 'utf8')).length, 3);
    });
  }

  test('replaces a file that a person has broken', async (t) => {
    const { write, folder } = await writer(t, 3);
    writeFileSync(join(folder, 'node.json'), '[{');

    assert.equal((await write())[0]?.outcome, 'written');
  });
});

/** A writer, and a center that has so many targets for each job. */
async function writer(t: TestContext, targets: number) {
  const center = {
    targets,
    answer: undefined as { status: number; body: string } | undefined,
    asked: [] as string[],
  };
  const app = expressApp();
  app.get('/sd/http', (request, response) => {
    center.asked.push(request.url);
    const groups = Array.from({ length: center.targets }, (_, at) => ({
      targets: [`10.0.0.${at}:9101`],
      labels: { hospital: '05110001' },
    }));
    const { status, body } = center.answer ?? { status: 200, body: JSON.stringify(groups) };
    response.status(status).type('application/json').send(body);
  });
  const listening = await listen(app, { host: '127.0.0.1', port: 0 });
  t.after(() => listening.close());
  const folder = tempDir(t);
  const url = `http://127.0.0.1:${listening.port}`;
  const write = (more: Partial<Parameters<typeof writeFileSd>[0]> = {}) =>
    writeFileSd({ url, folder, force: false, ...more });
  return { write, folder, center };
}

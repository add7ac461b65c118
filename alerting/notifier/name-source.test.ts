import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { silentLog } from '../../lib/json-log.ts';
import { FakeClock } from '../../test/support/fake-clock.ts';
import { tempDir } from '../../test/support/temp-dir.ts';
import { NameSource } from './name-source.ts';

const page = {
  districts: { '110105': '朝阳区' },
  hospitals: {
    '99010001': { name: '示例第一医院', shortName: '示例一院', district: '110105', level: '3' },
  },
};

/** A center that answers what the test says. */
async function center(t: TestContext) {
  const state = { status: 200, body: JSON.stringify(page) };
  const server = createServer((_request, response) => {
    response.writeHead(state.status);
    response.end(state.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.closeAllConnections());
  t.after(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/names`;
  const cacheFile = join(tempDir(t), 'names.json');
  const clock = new FakeClock(1_700_000_000_000);
  const open = () => new NameSource({ url, cacheFile, clock, log: silentLog });
  return { state, open, cacheFile };
}

describe('names', () => {
  test('are taken from the center and are there after a restart without it', async (t) => {
    const { state, open } = await center(t);
    const first = open();
    assert.deepEqual(first.page, { districts: {}, hospitals: {} });
    await first.refresh();
    state.status = 503;

    const second = open();
    await assert.rejects(second.refresh(), /expected the names, got HTTP 503/);

    assert.deepEqual([first.page, second.page], [page, page]);
  });

  for (const [what, body] of [
    ['a page of another shape', '{"districts":[]}'],
    ['no JSON', '<html>'],
    ['an endless page', 'x'.repeat(9 * 1024 * 1024)],
  ] as const) {
    test(`${what} leaves the good copy in use`, async (t) => {
      const { state, open } = await center(t);
      const names = open();
      await names.refresh();
      state.body = body;

      await assert.rejects(names.refresh());

      assert.deepEqual([names.page, open().page], [page, page]);
    });
  }

  test('a damaged copy is as good as none, and no reason not to start', async (t) => {
    const { open, cacheFile } = await center(t);
    writeFileSync(cacheFile, '{"districts":');

    assert.deepEqual(open().page, { districts: {}, hospitals: {} });
  });
});

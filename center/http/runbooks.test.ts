import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { expressApp, listen } from '../../lib/http-server.ts';
import { silentLog } from '../../lib/json-log.ts';
import { problems } from './problem.ts';
import { runbookPages } from './runbooks.ts';

interface Owner {
  after(run: () => Promise<void>): void;
}

async function get(t: Owner, path: string): Promise<Response> {
  const app = expressApp().use('/runbooks', runbookPages('docs/runbooks'), problems(silentLog));
  const server = await listen(app, { host: '127.0.0.1', port: 0 });
  t.after(() => server.close());
  return fetch(`http://127.0.0.1:${server.port}${path}`);
}

describe('the runbook of an alarm', () => {
  test('is a page in Chinese with its headings', async (t) => {
    const response = await get(t, '/runbooks/HospitalLineDown');
    const html = await response.text();

    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type') ?? '', /^text\/html/);
    assert.match(html, /<h2>1 你看到什么<\/h2>/);
    assert.doesNotMatch(html, /<script/);
  });

  for (const path of [
    'NoSuchAlert',
    '..%2f..%2fREADME',
    'hospitallinedown',
    'HospitalLineDown.md',
  ]) {
    test(`${path} is told not to exist`, async (t) => {
      assert.equal((await get(t, `/runbooks/${path}`)).status, 404);
    });
  }

  test('brings its own style', async (t) => {
    const response = await get(t, '/runbooks/runbook.css');

    assert.match(response.headers.get('content-type') ?? '', /^text\/css/);
  });
});

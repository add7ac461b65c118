import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { expressApp, listen, problemHandler } from './http-server.ts';
import { silentLog } from './json-log.ts';

const anyPort = { host: '127.0.0.1', port: 0 };

describe('the HTTP server', () => {
  test('answers on the port it picked and closes gracefully', async (t) => {
    const app = expressApp().get('/', (_request, response) => void response.end('here'));
    const server = await listen(app, anyPort);
    t.after(() => server.close());

    const response = await fetch(`http://127.0.0.1:${server.port}/`);

    assert.equal(await response.text(), 'here');
    assert.equal(response.headers.get('x-powered-by'), null);
  });

  test('a port in use is told with its number', async (t) => {
    const server = await listen(expressApp(), anyPort);
    t.after(() => server.close());

    await assert.rejects(listen(expressApp(), { host: '127.0.0.1', port: server.port }), {
      message: `cannot listen on 127.0.0.1:${server.port}`,
    });
  });

  test('a failure of ours tells nothing of its inside', async (t) => {
    const app = expressApp();
    app.get('/', () => {
      throw new Error('password is 1234');
    });
    app.use(problemHandler(silentLog));
    const server = await listen(app, anyPort);
    t.after(() => server.close());

    const response = await fetch(`http://127.0.0.1:${server.port}/`);

    assert.equal(response.status, 500);
    assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/);
    assert.doesNotMatch(await response.text(), /1234/);
  });
});

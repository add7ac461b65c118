import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, type TestContext, test } from 'node:test';
import { RequestError, requestJson } from './request.ts';

async function serve(t: TestContext, answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/x`;
}

function isFailure(kind: string, sentence: RegExp) {
  return (error: unknown) =>
    error instanceof RequestError && error.kind === kind && sentence.test(error.message);
}

describe('a request', () => {
  test('brings the JSON of an answer', async (t) => {
    const url = await serve(t, (_request, response) => response.end('{"a":1}'));

    assert.deepEqual(await requestJson({ url, timeoutMs: 1000 }, fetch), { a: 1 });
  });

  test('sends a long query as a form', async (t) => {
    const url = await serve(t, (request, response) => {
      request.setEncoding('utf8').once('data', (form: string) => {
        response.end(JSON.stringify({ method: request.method, form }));
      });
    });

    const answer = await requestJson(
      { url, form: new URLSearchParams({ query: 'up' }), timeoutMs: 1000 },
      fetch,
    );

    assert.deepEqual(answer, { method: 'POST', form: 'query=up' });
  });

  for (const { name, status, body, kind, sentence } of [
    {
      name: "a refusal carries the center's own sentence",
      status: 422,
      body: '{"detail":"the answer is larger than 16 MiB"}',
      kind: 'refused',
      sentence: /^the answer is larger than 16 MiB$/,
    },
    {
      name: "a broken query carries Prometheus' own sentence",
      status: 400,
      body: '{"status":"error","error":"parse error: unexpected end"}',
      kind: 'refused',
      sentence: /^parse error/,
    },
    {
      name: 'a center that cannot reach Prometheus counts as unreachable',
      status: 502,
      body: '{"detail":"Prometheus does not answer"}',
      kind: 'unreachable',
      sentence: /^Prometheus does not answer$/,
    },
    {
      name: 'a page of HTML in place of JSON is told with its status',
      status: 200,
      body: '<html>',
      kind: 'refused',
      sentence: /HTTP 200, no JSON/,
    },
  ]) {
    test(name, async (t) => {
      const url = await serve(t, (_request, response) => {
        response.statusCode = status;
        response.end(body);
      });

      await assert.rejects(requestJson({ url, timeoutMs: 1000 }, fetch), isFailure(kind, sentence));
    });
  }

  test('to a closed port is unreachable', async (t) => {
    const url = await serve(t, () => undefined);
    const closed = url.replace(/:\d+/, ':1');

    await assert.rejects(
      requestJson({ url: closed, timeoutMs: 1000 }, fetch),
      isFailure('unreachable', /no connection/),
    );
  });

  test('without an answer in time is unreachable', async (t) => {
    const url = await serve(t, () => undefined);

    await assert.rejects(
      requestJson({ url, timeoutMs: 50 }, fetch),
      isFailure('unreachable', /no answer within 0.05 s/),
    );
  });

  test('given up by the page says nothing about the server', async (t) => {
    const url = await serve(t, () => undefined);
    const abort = new AbortController();

    const asked = requestJson({ url, signal: abort.signal, timeoutMs: 1000 }, fetch);
    abort.abort();

    await assert.rejects(asked, (error) => !(error instanceof RequestError));
  });
});

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import type { BoardSet } from './check.ts';
import { askAll } from './live.ts';

/** The query API of Prometheus, answering from a table by query. */
async function prometheusWith(t: TestContext, answers: Readonly<Record<string, object>>) {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const query = new URLSearchParams(body).get('query') ?? '';
      response.end(
        JSON.stringify(answers[query] ?? { status: 'error', error: `what is ${query}?` }),
      );
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const boardAsking = (...queries: string[]): BoardSet => [
  {
    language: 'en-US',
    name: 'yibao-test',
    board: {
      panels: queries.map((expr, index) => ({
        id: index + 1,
        type: 'stat',
        targets: [{ refId: 'A', expr }],
      })),
    },
  },
];

const sample = (value: string) => ({ metric: {}, value: [1_750_000_000, value] });
const one = { status: 'success', data: { result: [sample('1')] } };
const unknown = { status: 'success', data: { result: [sample('NaN')] } };
const empty = { status: 'success', data: { result: [] } };

test('an empty, an unknown, a refused and a warned answer are faults, a full one is not', async (t) => {
  const prometheus = await prometheusWith(t, {
    full: one,
    none: empty,
    unknown,
    odd: { ...one, warnings: ['this is odd'] },
  });

  const answers = await askAll(boardAsking('full', 'none', 'unknown', 'bad', 'odd'), {
    prometheus,
    hospital: '99010001',
  });

  assert.deepEqual(
    answers.map(({ panel, faults }) => [panel, ...faults]),
    [[1], [2, 'empty'], [3, 'empty'], [4, 'what is bad?'], [5, 'this is odd']],
  );
});

test('an answer that took longer than asked for is a fault', async (t) => {
  const prometheus = await prometheusWith(t, { full: one });

  const [answer] = await askAll(boardAsking('full'), {
    prometheus,
    hospital: '99010001',
    mostMs: -1,
  });

  assert.match(answer?.faults[0] ?? '', /^took \d+ ms, at most -1$/);
});

test('variables are written as Grafana would write them', async (t) => {
  const prometheus = await prometheusWith(t, {
    'rate(x{hospital=~"99010001",server=~".*"}[1m])': one,
  });

  const [answer] = await askAll(
    boardAsking('rate(x{hospital=~"$hospital",server=~"$server"}[$__rate_interval])'),
    { prometheus, hospital: '99010001' },
  );

  assert.deepEqual(answer?.faults, []);
});

test('more series than a screen can show are a fault', async (t) => {
  const many = {
    status: 'success',
    data: { result: Array.from({ length: 2001 }, () => sample('1')) },
  };
  const prometheus = await prometheusWith(t, { many });

  const [answer] = await askAll(boardAsking('many'), { prometheus, hospital: '' });

  assert.deepEqual(answer?.faults, ['2001 series, at most 2000']);
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { RequestError } from '../api/request.ts';
import { PrometheusClient } from './prometheus-client.ts';

function bench(answer: () => Response) {
  const asked: { url: string; form?: string }[] = [];
  const told: string[] = [];
  let silence: string | undefined;
  const client = new PrometheusClient({
    base: '/api/v1/prometheus',
    fetch: async (url, { body }) => {
      asked.push(body ? { url, form: String(body) } : { url });
      return answer();
    },
    reachability: {
      silence: () => silence,
      unanswered: () => told.push('unanswered'),
    },
  });
  return {
    client,
    asked,
    told,
    silence: (sentence: string) => {
      silence = sentence;
    },
  };
}

const empty = () =>
  Response.json({ status: 'success', data: { resultType: 'vector', result: [] } });

describe('the Prometheus client', () => {
  test('asks for now without naming a time: the clock of a wall screen may be wrong', async () => {
    const { client, asked } = bench(empty);

    await client.instant({ query: 'up == 0' });

    assert.deepEqual(asked, [{ url: '/api/v1/prometheus/api/v1/query?query=up+%3D%3D+0' }]);
  });

  test('sends a question of several kilobytes by POST', async () => {
    const { client, asked } = bench(empty);
    const grid = { fromSeconds: 0, toSeconds: 60, stepSeconds: 15 };

    await client.range({ query: `up{hospital=~"${'99010001|'.repeat(300)}"}`, grid });

    assert.equal(asked[0]?.url, '/api/v1/prometheus/api/v1/query_range');
    assert.match(asked[0]?.form ?? '', /^query=up.*&start=0&end=60&step=15$/);
  });

  test('a refusal says nothing about reachability', async () => {
    const refusal = bench(() => Response.json({ error: 'parse error' }, { status: 400 }));

    await assert.rejects(refusal.client.instant({ query: '(' }), /parse error/);

    assert.deepEqual(refusal.told, []);
  });

  test('tells that nobody answers when the center cannot reach Prometheus', async () => {
    const { client, told } = bench(() => Response.json({ detail: 'down' }, { status: 502 }));

    await assert.rejects(client.instant({ query: 'up' }), RequestError);

    assert.deepEqual(told, ['unanswered']);
  });

  test('asks nothing while the contact is lost: only the pulse knocks', async () => {
    const { client, asked, silence } = bench(empty);
    silence('no contact');

    await assert.rejects(client.instant({ query: 'up' }), /no contact/);

    assert.deepEqual(asked, []);
  });

  test('asks for the values of a label within a selector and a range', async () => {
    const { client, asked } = bench(() => Response.json({ data: ['99010001'] }));

    const values = await client.labelValues({
      label: 'hospital',
      selector: 'up{job="node"}',
      fromSeconds: 0,
      toSeconds: 60,
    });

    assert.deepEqual(values, ['99010001']);
    assert.match(asked[0]?.url ?? '', /label\/hospital\/values\?start=0&end=60&match%5B%5D=up/);
  });
});

import assert from 'node:assert/strict';
import { Agent, get } from 'node:http';
import { describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { mondayMorning, placed, smallCity } from '../test-support.ts';
import { type Exporters, listenAll } from './exporters.ts';

const clock = { now: () => mondayMorning, monotonic: () => 0 };
const port = 21_110;

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

interface Question {
  readonly path?: string;
  readonly encoding?: string;
  readonly agent?: Agent;
}

function ask(address: string, question: Question = {}): Promise<Answer> {
  const { path = '/metrics', encoding, agent = false } = question;
  const headers = encoding === undefined ? {} : { 'accept-encoding': encoding };
  return new Promise((resolve, reject) => {
    const request = get({ host: address, port, path, headers, agent }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      const { statusCode: status = 0, headers: seen } = response;
      resolve({ status, headers: seen, body: Buffer.concat(chunks) });
    });
    request.on('error', reject);
  });
}

describe('exporters', () => {
  const start = async (t: { after: (done: () => Promise<void>) => void }, gzip = true) => {
    const city = smallCity();
    const exporters: Exporters = await listenAll({
      city,
      clock,
      advance: () => undefined,
      port,
      gzip,
    });
    t.after(() => exporters.close());
    return { city, exporters };
  };

  test('each server answers on its own address with its own page', async (t) => {
    const { city, exporters } = await start(t);

    const first = await ask('127.21.0.1');
    const last = await ask('127.21.0.25');

    assert.equal(exporters.listening, 25);
    assert.equal(first.status, 200);
    assert.equal(first.headers['content-type'], 'text/plain; version=0.0.4; charset=utf-8');
    assert.equal(first.body.toString(), city.page(placed(city, '99010001-a'), mondayMorning));
    assert.equal(last.body.toString(), city.page(placed(city, '99040003-a'), mondayMorning));
  });

  test('who asks for gzip gets gzip of the same page', async (t) => {
    await start(t);

    const plain = await ask('127.21.0.1');
    const zipped = await ask('127.21.0.1', { encoding: 'gzip' });

    assert.equal(zipped.headers['content-encoding'], 'gzip');
    assert.equal(zipped.headers['content-length'], String(zipped.body.length));
    assert.deepEqual(gunzipSync(zipped.body), plain.body);
  });

  test('gzip can be switched off', async (t) => {
    await start(t, false);

    const answer = await ask('127.21.0.1', { encoding: 'gzip' });

    assert.equal(answer.headers['content-encoding'], undefined);
  });

  test('anything but the page is 404', async (t) => {
    await start(t);

    assert.equal((await ask('127.21.0.1', { path: '/' })).status, 404);
  });

  test('behind a cut line the connection breaks off, also one that was open', async (t) => {
    const { city } = await start(t);
    const { hospital } = placed(city, '99010001-a');
    const agent = new Agent({ keepAlive: true });
    t.after(() => agent.destroy());
    await ask('127.21.0.1', { agent });
    assert.equal(Object.keys(agent.freeSockets).length, 1);

    hospital.change(mondayMorning, () => {
      hospital.lineCuts += 1;
    });

    await assert.rejects(ask('127.21.0.1', { agent }), /ECONNRESET|socket hang up/);
    await assert.rejects(ask('127.21.0.1'), /ECONNRESET|socket hang up/);
    await assert.rejects(ask('127.21.0.2'), /ECONNRESET|socket hang up/);
    assert.equal((await ask('127.21.0.3')).status, 200);
  });

  test('a port that is taken is told with its address, and nothing stays open', async (t) => {
    const { exporters } = await start(t);

    await assert.rejects(
      listenAll({ city: smallCity(), clock, advance: () => undefined, port, gzip: true }),
      /cannot listen on 127\.21\.0\.\d+:21110/,
    );

    assert.equal(exporters.listening, 25);
    assert.equal((await ask('127.21.0.1')).status, 200);
  });
});

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { listen } from '../../lib/http-server.ts';
import { silentLog } from '../../lib/json-log.ts';
import type { CityAnswer } from '../commands/answers.ts';
import { faults } from '../faults/index.ts';
import { clockAt, mondayMorning, smallCity } from '../test-support.ts';
import { type ActiveFault, FaultDesk } from './fault-desk.ts';
import { controlHandler } from './routes.ts';
import { truthLogTo } from './truth-log.ts';

async function jsonOf<Shape>(answer: Promise<Response>): Promise<Shape> {
  return (await (await answer).json()) as Shape;
}

interface Problem {
  readonly detail: string;
}
interface Faults {
  readonly kinds: readonly { readonly kind: string }[];
  readonly active: readonly ActiveFault[];
}
interface Healed {
  readonly healed: readonly ActiveFault[];
}

describe('control port', () => {
  async function start(t: TestContext, timeScale = 1) {
    const folder = mkdtempSync(join(tmpdir(), 'control-'));
    const truthFile = join(folder, 'run', 'truth.jsonl');
    const city = smallCity();
    const clock = clockAt(mondayMorning);
    const truth = truthLogTo(truthFile);
    const desk = new FaultDesk({ city, clock, faults, truth, timeScale });
    const state = { ready: true };
    const handler = controlHandler({
      city,
      clock,
      desk,
      log: silentLog,
      isReady: () => state.ready,
    });
    const listening = await listen(handler, { host: '127.0.0.1', port: 0 });
    t.after(async () => {
      await listening.close();
      rmSync(folder, { recursive: true });
    });
    const url = `http://127.0.0.1:${listening.port}`;
    const post = (body: unknown) =>
      fetch(`${url}/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', connection: 'close' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
    const ask = (path: string, method = 'GET') =>
      fetch(url + path, { method, headers: { connection: 'close' } });
    const truthLines = () =>
      readFileSync(truthFile, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
    return { city, clock, post, ask, truthLines, state };
  }

  test('a fault begins, is listed with what to expect, and ends', async (t) => {
    const { post, ask, clock } = await start(t);

    const begun = await post({ kind: 'line-cut', district: '110105' });
    const { id, expect, hospitals } = (await begun.json()) as ActiveFault;
    clock.atMs += 60_000;
    const listed = await jsonOf<Faults>(ask('/faults'));
    const { healed } = await jsonOf<Healed>(ask(`/faults/${id}`, 'DELETE'));

    assert.equal(begun.status, 201);
    assert.equal(hospitals.length, 7);
    assert.deepEqual(expect, {
      alert: 'DistrictLineDown',
      priority: 'P1',
      count: 1,
      afterSeconds: 95,
    });
    assert.deepEqual(
      listed.kinds.map(({ kind }) => kind),
      faults.map(({ kind }) => kind),
    );
    assert.equal(listed.active[0]?.since, '2026-11-23T01:30:00.000Z');
    assert.equal(healed[0]?.id, id);
    assert.deepEqual((await jsonOf<Faults>(ask('/faults'))).active, []);
  });

  test('a hurried demo expects its alarms sooner', async (t) => {
    const { post } = await start(t, 10);

    const { expect } = await jsonOf<ActiveFault>(post({ kind: 'line-cut', district: '110105' }));

    assert.equal(expect?.afterSeconds, 10);
  });

  test('the truth log says what failed when, and when it was over', async (t) => {
    const { post, ask, clock, truthLines } = await start(t);

    await post({ kind: 'server-down', server: '99030001-a' });
    clock.atMs += 90_000;
    await ask('/faults', 'DELETE');

    assert.deepEqual(truthLines(), [
      {
        t: '2026-11-23T01:30:00.000Z',
        event: 'fault began',
        id: 1,
        kind: 'server-down',
        request: { server: '99030001-a' },
        hospitals: ['99030001'],
        servers: ['99030001-a'],
      },
      {
        t: '2026-11-23T01:31:30.000Z',
        event: 'fault ended',
        id: 1,
        kind: 'server-down',
        hospitals: ['99030001'],
        servers: ['99030001-a'],
      },
    ]);
  });

  for (const [body, status, detail] of [
    [{ kind: 'earthquake' }, 400, /kind: expected one of line-cut, .*got earthquake/],
    [{}, 400, /kind/],
    ['{ broken', 400, /JSON/],
    [{ kind: 'line-cut', hospital: '1' }, 404, /hospital: expected one of 99010001/],
    [{ kind: 'line-cut' }, 400, /expected exactly one of hospital, district, got none/],
  ] as const) {
    test(`${JSON.stringify(body)} is refused with ${status} and a sentence`, async (t) => {
      const { post, ask } = await start(t);

      const answer = await post(body);
      const problem = (await answer.json()) as Problem;

      assert.equal(answer.status, status);
      assert.match(problem.detail, detail);
      assert.deepEqual((await jsonOf<Faults>(ask('/faults'))).active, []);
    });
  }

  test('a fault that is not active cannot be healed, and the active ones are named', async (t) => {
    const { post, ask } = await start(t);
    await post({ kind: 'server-down', server: '99030001-a' });

    const answer = await ask('/faults/7', 'DELETE');

    assert.equal(answer.status, 404);
    assert.match(
      ((await answer.json()) as Problem).detail,
      /expected the id of an active one \(1\), got 7/,
    );
  });

  test('gateways and servers answer the prober like blackbox_exporter', async (t) => {
    const { ask, post } = await start(t);
    const probed = async (target: string) => {
      const text = await (await ask(`/probe?target=${target}&module=icmp`)).text();
      return [
        Number(/^probe_success (.*)$/m.exec(text)?.[1]),
        Number(/^probe_duration_seconds (.*)$/m.exec(text)?.[1]),
      ] as const;
    };

    const [up, seconds] = await probed('127.121.0.1');
    assert.equal(up, 1);
    assert.ok(seconds > 0.002 && seconds < 0.02, `${seconds} s`);
    assert.equal((await probed('127.21.0.1:9101'))[0], 1);

    await post({ kind: 'server-down', server: '99010001-a' });
    assert.deepEqual(await probed('127.21.0.1'), [0, 9.5]);
    assert.equal((await probed('127.121.0.1'))[0], 1);

    await post({ kind: 'line-cut', hospital: '99010001' });
    for (const target of ['127.121.0.1', '127.122.0.1', '127.21.0.2']) {
      assert.deepEqual(await probed(target), [0, 9.5], target);
    }
    assert.equal((await probed('127.121.0.2'))[0], 1);
    assert.deepEqual(await probed('192.0.2.1'), [0, 9.5]);
  });

  for (const [query, detail] of [
    ['module=icmp', /Target parameter is missing/],
    ['target=127.121.0.1&module=http_2xx', /Unknown module "http_2xx"/],
  ] as const) {
    test(`the prober refuses ?${query}`, async (t) => {
      const { ask } = await start(t);

      const answer = await ask(`/probe?${query}`);

      assert.equal(answer.status, 400);
      assert.match(await answer.text(), detail);
    });
  }

  test('a fault that cannot be written down does not happen', () => {
    const city = smallCity();
    const truth = {
      write: () => {
        throw new Error('disk full');
      },
    };
    const clock = clockAt(mondayMorning);
    const desk = new FaultDesk({ city, clock, faults, truth, timeScale: 1 });

    assert.throws(() => desk.begin({ kind: 'line-cut', hospital: '99010001' }), /disk full/);

    assert.deepEqual(desk.active, []);
    assert.equal(city.hospitals.get('99010001')?.lineCut, false);
  });

  test('the city is described with codes and addresses', async (t) => {
    const { ask } = await start(t);

    const [district] = await jsonOf<CityAnswer>(ask('/city'));

    assert.equal(district?.name, '朝阳区');
    assert.deepEqual(district?.hospitals[0]?.servers[1], {
      id: '99010001-b',
      address: '127.21.0.2',
    });
  });

  test('it is ready when the fleet answers, and anything else is 404', async (t) => {
    const { ask, state } = await start(t);

    assert.equal((await ask('/-/ready')).status, 200);
    state.ready = false;
    assert.equal((await ask('/-/ready')).status, 503);
    assert.equal((await ask('/-/healthy')).status, 200);
    assert.equal((await ask('/metrics')).status, 404);
  });
});

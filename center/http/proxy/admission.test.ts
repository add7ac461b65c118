import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { FakeClock } from '../../../test/support/fake-clock.ts';
import { Admission } from './admission.ts';

const limits = { inFlight: 3, inFlightPerClient: 2, waitMs: 60_000, perSecond: 10, burst: 100 };

describe('admission to Prometheus', () => {
  test('lets two of a client run, and the third when one has left', async () => {
    const admission = new Admission(limits, new FakeClock(0));
    const first = await admission.enter('a');
    await admission.enter('a');
    let third = false;
    const waiting = admission.enter('a').then((admitted) => {
      third = true;
      return admitted;
    });
    await sleep(1);
    assert.equal(third, false);

    first?.leave();

    assert.ok(await waiting);
    assert.equal(admission.inFlight, 2);
  });

  test('gives the place to the first who may have it, past a client that is full', async () => {
    const admission = new Admission(limits, new FakeClock(0));
    const places = [await admission.enter('a'), await admission.enter('a')];
    const other = await admission.enter('b');
    const order: string[] = [];
    const inOrder = (client: string) => admission.enter(client).then(() => order.push(client));
    const waiting = [inOrder('a'), inOrder('c')];

    other?.leave();
    await waiting[1];
    assert.deepEqual(order, ['c']);
    places[0]?.leave();
    await Promise.all(waiting);

    assert.deepEqual(order, ['c', 'a']);
    assert.equal(admission.inFlight, 3);
  });

  test('turns away who has waited too long, and forgets nobody else', async () => {
    const admission = new Admission({ ...limits, waitMs: 5 }, new FakeClock(0));
    const places = [await admission.enter('a'), await admission.enter('b')];
    places.push(await admission.enter('c'));

    assert.equal(await admission.enter('d'), undefined);
    for (const place of places) place?.leave();

    assert.equal(admission.inFlight, 0);
    assert.ok(await admission.enter('d'));
  });

  test('lets only so many wait', async () => {
    const admission = new Admission({ ...limits, burst: 1000 }, new FakeClock(0));
    const places = [await admission.enter('a'), await admission.enter('a')];
    const waiting = Array.from({ length: 256 }, () => admission.enter('a'));

    assert.equal(await admission.enter('a'), undefined);

    for (const place of places) place?.leave();
    for (const each of waiting) (await each)?.leave();
    assert.equal(admission.inFlight, 0);
  });

  test('lets a board that asks too fast wait instead of losing panels', async () => {
    const rates = { inFlight: 40, inFlightPerClient: 40, perSecond: 1000, burst: 2, waitMs: 50 };
    const admission = new Admission(rates, new FakeClock(0));
    const start = performance.now();

    const places = await Promise.all(Array.from({ length: 12 }, () => admission.enter('board')));

    assert.ok(places.every((place) => place !== undefined));
    assert.ok(performance.now() - start >= 9, 'ten of them waited for up to ten milliseconds');
  });

  test('turns away who asks too often, and lets others in', async () => {
    const clock = new FakeClock(0);
    const admission = new Admission({ ...limits, burst: 3, waitMs: 50 }, clock);
    const ask = async (client: string) => {
      const place = await admission.enter(client);
      place?.leave();
      return place !== undefined;
    };

    const burst = [await ask('a'), await ask('a'), await ask('a'), await ask('a')];
    const other = await ask('b');
    clock.moveTo(100); // a tenth of a second is one more
    const later = [await ask('a'), await ask('a')];

    assert.deepEqual(burst, [true, true, true, false]);
    assert.equal(other, true);
    assert.deepEqual(later, [true, false]);
  });
});

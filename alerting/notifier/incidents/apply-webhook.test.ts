import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { alertWebhook } from '../scenarios/alert-webhook.ts';
import { alertFact } from './alert-fact.ts';
import { applyTick } from './apply-tick.ts';
import { applyWebhook } from './apply-webhook.ts';
import { activeMembers, type Incident, keyOf, rootOf, ticketOf } from './incident.ts';
import type { Step } from './step.ts';

const settings = {
  ...{ reopenWithinMs: 1_800_000, graceMs: 300_000 },
  ...{ bundleAbove: 2, bundleWithinMs: 600_000 },
};
const start = 1_700_000_000_000;

/** Folds webhooks as the engine does, without its tables. */
class Fold {
  readonly live = new Map<string, Incident>();
  at = start;
  #ids = 0;

  webhook(alerts: Parameters<typeof alertWebhook>[0]): readonly Step[] {
    const facts = alertWebhook(alerts).alerts.flatMap((alert) => alertFact(alert) ?? []);
    const nextId = () => {
      this.#ids += 1;
      return this.#ids;
    };
    return this.#keep(applyWebhook(facts, { live: this.live, settings, at: this.at, nextId }));
  }

  tick(): readonly Step[] {
    return this.#keep(applyTick({ live: this.live, settings, at: this.at }));
  }

  #keep(steps: readonly Step[]): readonly Step[] {
    for (const { incident } of steps) {
      if (incident.phase === 'closed') this.live.delete(keyOf(incident));
      else this.live.set(keyOf(incident), incident);
    }
    return steps;
  }
}

function line(hospital: string, more: Record<string, string> = {}) {
  return {
    alertname: 'HospitalLineDown',
    ...{ severity: 'critical', priority: 'P1', scope: 'hospital', family: 'network' },
    ...{ district: '110105', hospital, ...more },
  };
}
const districtLine = {
  alertname: 'DistrictLineDown',
  ...{ severity: 'critical', priority: 'P1', scope: 'district', family: 'network' },
  district: '110105',
};

describe('incidents', () => {
  test('the place and the class make the key; the root is the member of the highest scope', () => {
    const fold = new Fold();
    const server = { ...line('h1'), alertname: 'HostDown', scope: 'server', family: 'host' };

    fold.webhook([{ status: 'firing', labels: { ...server, server: 'h1-a' }, startsAt: start }]);
    fold.webhook([{ status: 'firing', labels: line('h1'), startsAt: start + 1 }]);
    fold.webhook([
      {
        status: 'firing',
        labels: { ...line('h1'), alertname: 'FsAlmostFull', family: 'storage', part: '/data' },
        startsAt: start,
      },
    ]);

    assert.deepEqual([...fold.live.keys()], ['availability/hospital:h1', 'capacity/hospital:h1']);
    const incident = fold.live.get('availability/hospital:h1')!;
    assert.equal(rootOf(incident).alertname, 'HospitalLineDown');
  });

  test('a parent in the same webhook explains its children, whatever their order', () => {
    const fold = new Fold();

    const steps = fold.webhook([
      { status: 'firing', labels: line('h1'), startsAt: start },
      { status: 'firing', labels: districtLine, startsAt: start },
    ]);

    const told = steps.flatMap(({ announcement }) => announcement?.incident.place.kind ?? []);
    assert.deepEqual(told, ['district']);
  });

  test('an alert with another beginning ends the one before it, whose end was never sent', () => {
    const fold = new Fold();
    fold.webhook([{ status: 'firing', labels: line('h1'), startsAt: start }]);

    fold.webhook([{ status: 'firing', labels: line('h1'), startsAt: start + 60_000 }]);

    const members = fold.live.get('availability/hospital:h1')!.members;
    assert.deepEqual(
      members.map(({ startsAt, endedAt }) => [startsAt - start, endedAt && endedAt - start]),
      [
        [0, 60_000],
        [60_000, null],
      ],
    );
  });

  test('an alert that flaps for a day does not fill the memory', () => {
    const fold = new Fold();
    for (let n = 0; n < 1440; n += 1) {
      fold.at = start + n * 60_000;
      const own = { labels: line('h1'), startsAt: fold.at };
      fold.webhook([{ status: 'firing', ...own }]);
      fold.webhook([{ status: 'resolved', ...own, endsAt: fold.at }]);
    }

    assert.ok(fold.live.get('availability/hospital:h1')!.members.length <= 101);
  });

  test('tickets are a letter without I and O and four digits', () => {
    assert.equal(ticketOf(4821), 'A4821');
    assert.equal(ticketOf(10_007), 'B0007');
    assert.equal(ticketOf(80_000), 'J0000');
    assert.equal(ticketOf(240_001), 'A0001');
  });

  test('whatever comes in whatever order, people hear a story that makes sense', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 60, size: 'max' }), (events) => {
        for (const kinds of heardOf(events).values()) assertSensible(kinds);
      }),
      { numRuns: 200 },
    );
  });
});

const happening = fc.record({
  afterMs: fc.oneof(fc.nat(30_000), fc.nat(20 * 60_000)),
  status: fc.constantFrom('firing' as const, 'resolved' as const),
  labels: fc.constantFrom<Record<string, string>>(
    districtLine,
    line('h1'),
    line('h2'),
    ...['h1', 'h2', 'h3', 'h4'].map((hospital) => ({
      ...line(hospital),
      ...{ alertname: 'SettlementServiceDown', family: 'app' },
    })),
    { ...line('h1'), alertname: 'HostDown', family: 'host', priority: 'P2', scope: 'server' },
  ),
  isSame: fc.boolean(),
});
type Happening = typeof happening extends fc.Arbitrary<infer Value> ? Value : never;

/** What was announced of each incident, in order. */
function heardOf(events: readonly Happening[]): ReadonlyMap<number, readonly string[]> {
  const fold = new Fold();
  const steps: Step[] = [];
  let startsAt = start;
  for (const { afterMs, status, labels, isSame } of events) {
    fold.at += afterMs;
    steps.push(...fold.tick());
    if (!isSame) startsAt = fold.at;
    const said = [{ status, labels, startsAt, endsAt: fold.at }];
    steps.push(...fold.webhook(said));
    assert.deepEqual(fold.webhook(said), [], 'the same webhook twice changes nothing');
    for (const incident of fold.live.values()) assertNotForgotten(incident, fold.live);
  }
  const heard = steps.flatMap(({ announcement }) => announcement ?? []);
  const byIncident = Map.groupBy(heard, ({ incident }) => incident.id);
  return new Map([...byIncident].map(([id, some]) => [id, some.map(({ kind }) => kind)]));
}

/** An open incident was told, or another one that is open speaks for it, or it waits for its turn. */
function assertNotForgotten(incident: Incident, live: ReadonlyMap<string, Incident>): void {
  assert.equal(incident.phase === 'open', activeMembers(incident).length > 0);
  if (incident.phase !== 'open' || incident.toldPriority !== null) return;
  const explanation = [...live.values()].find(({ id }) => id === incident.explainedBy);
  assert.ok(explanation?.phase === 'open' || incident.releaseAt !== null, incident.ticket);
}

/** It opens once and first; after an end comes nothing or "again", and no second end. */
function assertSensible(kinds: readonly string[]): void {
  const told = kinds.join(' ');
  assert.equal(kinds.indexOf('opened'), 0, told);
  assert.equal(kinds.lastIndexOf('opened'), 0, told);
  for (const [at, kind] of kinds.entries()) {
    const next = kinds[at + 1];
    if (kind !== 'resolved' || next === undefined) continue;
    assert.ok(next === 'again' || next === 'raised', told);
  }
}

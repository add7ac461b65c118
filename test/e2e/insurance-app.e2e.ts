import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import pg from 'pg';
import { cases, counted, type Signal, well } from '../support/insurance-cases.ts';
import { ownPostgres } from '../support/private-postgres.ts';
import { ReferenceAppProcess, until } from '../support/reference-app.ts';
import { suiteOwner } from '../support/suite-owner.ts';
import { tempDir } from '../support/temp-dir.ts';
import { AgentProcess, type Page, serverIds } from '../support/watched-pair.ts';

const firstPort = 21_000;
const ids = serverIds;
const owner = suiteOwner();

const folder = tempDir(owner);
let app: ReferenceAppProcess;
let agents: Readonly<Record<'a' | 'b', AgentProcess>>;

before(async () => {
  const postgres = await ownPostgres(owner);
  const client = new pg.Client(postgres.url('postgres'));
  await client.connect();
  await client.query('CREATE DATABASE trades_a');
  await client.query('CREATE DATABASE trades_b');
  await client.end();
  const databases = [postgres.url('trades_a'), postgres.url('trades_b')] as const;
  app = new ReferenceAppProcess({ folder, firstPort, databases });
  agents = { a: new AgentProcess(app, ids[0], folder), b: new AgentProcess(app, ids[1], folder) };
  owner.after(() => app.process.stop('SIGKILL'));
  owner.after(() => agents.a.process.stop('SIGKILL'));
  owner.after(() => agents.b.process.stop('SIGKILL'));
  await app.start();
  agents.a.process.start();
  agents.b.process.start();
});

async function expectSignals(signals: readonly Signal[], before: Pages): Promise<void> {
  const missing = new Set(signals);
  await until(
    () => [...missing].map(({ server, text }) => `${server}: ${text}`).join('; '),
    async () => {
      const now = await pages();
      for (const signal of missing)
        if (signal.isThere(now[signal.server], before[signal.server])) missing.delete(signal);
      return missing.size === 0;
    },
  );
}

type Pages = Readonly<Record<'a' | 'b', Page>>;

async function pages(): Promise<Pages> {
  return { a: await agents.a.page(), b: await agents.b.page() };
}

describe('the agent and the reference application', () => {
  test('a well hospital looks well', () => expectSignals(well, { a: new Map(), b: new Map() }));

  for (const { rows, faults, signals } of cases) {
    const what = faults.map(({ kind, ...more }) => `${kind} ${JSON.stringify(more)}`).join(', ');
    test(`row ${rows.join(', ') || '-'}: ${what} shows, and heals`, async () => {
      const before = await pages();
      for (const fault of faults) await app.break(fault);
      await expectSignals(signals, before);
      await app.heal();
      await expectSignals(well, await pages());
    });
  }

  test('every fault that shows within minutes was driven', async () => {
    const driven = new Set(cases.flatMap(({ faults }) => faults.map(({ kind }) => kind)));
    // Seen only in the night, or by their absence: unit tests and the books have them.
    const others = ['download-fault', 'bureau-forgets', 'disk-full', 'log-encoding'];
    const missing = (await app.kinds()).filter(
      (kind) => !driven.has(kind) && !others.includes(kind),
    );
    assert.deepEqual(missing, []);
  });

  test('the books equal the counters, through kills and restarts of both', async () => {
    await agents.a.process.stop('SIGKILL');
    await app.process.stop('SIGKILL');
    agents.a.process.start();
    await agents.b.process.stop();
    await app.start();
    agents.b.process.start();
    await expectSignals(well, { a: new Map(), b: new Map() });
    await app.process.stop();
    const books = app.books();
    for (const [name, id] of [
      ['a', ids[0]],
      ['b', ids[1]],
    ] as const) {
      const expected = counted(books, id);
      assert.ok(expected.size >= 5, `only ${expected.size} books of ${id}`);
      let differing: string[] = [];
      await until(
        () => differing.join('; '),
        async () => {
          const now = await agents[name].page();
          differing = [...expected]
            .filter(([series, count]) => now.get(series) !== count)
            .map(([series, count]) => `${series}: books ${count}, agent ${now.get(series)}`);
          return differing.length === 0;
        },
      ).catch((error) => assert.fail(`${id}: ${error}`));
    }
  });

  test('no person of the logs is on a page, in a log of an agent, or in its state', async () => {
    const { a: first, b: second } = await pages();
    const said = [
      ...first.keys(),
      ...second.keys(),
      agents.a.process.output,
      agents.b.process.output,
    ].join('\n');
    assert.doesNotMatch(said, /测试|990101\d{11}|99\d{10}|1990000\d{4}/);
  });
});

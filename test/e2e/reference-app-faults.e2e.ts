import assert from 'node:assert/strict';
import { createHash, X509Certificate } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { download } from '../../simulator/reference-app/night/download.ts';
import type { ReferenceApp } from '../../simulator/reference-app/reference-app.ts';
import { begin } from '../../simulator/reference-app/server/power.ts';
import { appOf } from '../../simulator/reference-app/test-support.ts';
import { administer, privatePostgres } from '../support/private-postgres.ts';
import { suiteOwner } from '../support/suite-owner.ts';
import { tempDir } from '../support/temp-dir.ts';

type Broken = Readonly<Record<string, unknown>>;

const minuteMs = 60_000;
const a = '99010001-a';

describe('faults show in what the application writes, and go when they are healed', () => {
  const owner = suiteOwner();
  const data = tempDir(owner);
  let app: ReferenceApp;

  before(async () => {
    const instance = await privatePostgres();
    await administer(instance, ['CREATE DATABASE faults_a', 'CREATE DATABASE faults_b']);
    app = await appOf({
      ...{ data, databases: [instance.url('faults_a'), instance.url('faults_b')] },
      ...{ start: '2026-11-23T05:00:00+08:00', settlementsPerDay: 2500, evenShare: 1 },
    });
    owner.after(() => app.stop());
  });

  const minutes = (count: number): Promise<void> =>
    app.world.agenda.advanceTo(app.world.agenda.nowMs + count * minuteMs);

  /** How much a book grows within some minutes. */
  async function growth(count: number, ...words: readonly string[]): Promise<number> {
    const before = app.world.books.sum(...words);
    await minutes(count);
    return app.world.books.sum(...words) - before;
  }

  /** Breaks something, looks, heals it, and looks whether settlements go on as before. */
  async function during(body: Broken, look: () => Promise<void>): Promise<void> {
    const fault = await app.faults.begin(body);
    await look();
    await app.faults.heal(fault.id);
    await minutes(6);
    assert.ok((await growth(4, 'settled', 'online')) > 1, 'settlements go on');
  }

  const server = () => app.servers[0]!;
  const answers = async (port: number, withinMs = 10_000): Promise<boolean> =>
    fetch(`http://127.0.0.1:${port}/health`, { signal: AbortSignal.timeout(withinMs) }).then(
      ({ ok }) => ok,
      () => false,
    );

  test('a download ends in each of its ways, and only a good one changes the version in use', async () => {
    for (const result of ['failed', 'partial', 'checksum', 'deadline', 'ok'] as const) {
      const ids =
        result === 'ok'
          ? []
          : [(await app.faults.begin({ kind: 'download-fault', dataset: 'redlist', result })).id];
      const before = app.world.books.total(a, ['download', 'redlist', result]);
      await begin(server(), async function* (caller) {
        yield* download(caller, 'redlist');
      });
      await minutes(8);
      assert.equal(app.world.books.total(a, ['download', 'redlist', result]), before + 1, result);
      const version = server().datasets.current('redlist');
      assert.equal(version, result === 'ok' ? '20261123001' : '20261122001');
      for (const id of ids) await app.faults.heal(id);
    }
    await minutes(25); // past the sign-in of the morning
  });

  /** Each fault that shows as one book growing. */
  const shownInBooks: readonly (readonly [Broken, ...words: string[]])[] = [
    [{ kind: 'line-cut' }, 'settled', 'offline'],
    [{ kind: 'lan-down' }, 'settled', 'offline'],
    [{ kind: 'bureau-fault', answers: 'error' }, 'person_info', 'system_error'],
    [{ kind: 'bureau-fault', answers: 'silent' }, 'person_info', 'timeout'],
    [{ kind: 'line-slow', lossShare: 0.4 }, 'txn', 'timeout'],
    [{ kind: 'sign-in-refused', server: a }, a, 'code', '31'],
    [{ kind: 'key-missing', server: a }, a, 'code', '32'],
    [{ kind: 'clock-off', server: a, bySeconds: -420 }, a, 'code', '33'],
    [{ kind: 'version-wrong', server: a }, a, 'code', '51'],
    [{ kind: 'workers-fail' }, 'code', 'worker_sleep'],
    [{ kind: 'pool-used-up' }, 'code', 'pool_timeout'],
    [{ kind: 'service-stop', component: 'db', server: a }, a, 'code', '22'],
    [{ kind: 'service-stop', component: 'card_service' }, 'card_failure', 'power_up'],
    [{ kind: 'answers-lost', share: 0.5 }, 'in_doubt'],
    [{ kind: 'uploads-refused' }, 'upload', 'failed'],
    [{ kind: 'submitted-twice', share: 0.5 }, 'duplicate_submit'],
    [{ kind: 'disk-full', server: a }, a, 'unlogged'],
  ];
  for (const [body, ...words] of shownInBooks) {
    test(`${JSON.stringify(body)} grows ${words.join(' ')}`, async () => {
      await during(body, async () => {
        assert.ok((await growth(8, ...words)) > 2);
      });
      await minutes(3); // what waits for people and records is done
      assert.equal(await growth(4, ...words), 0);
    });
  }

  test('an old catalogue is in use, and does not know one item in ten', async () => {
    const unknown = async (): Promise<number> => {
      const count = (state: string) => app.world.books.total(a, ['item', state]);
      const all = () =>
        ['0', '1', '2', '3', '4', '5', '6'].reduce((sum, each) => sum + count(each), 0);
      const bad = () => count('2') + count('3') + count('5');
      const before = [bad(), all()] as const;
      await minutes(20);
      return (bad() - before[0]) / (all() - before[1]);
    };
    const usual = await unknown();
    await during({ kind: 'catalog-behind', server: a }, async () => {
      assert.equal(server().datasets.current('catalog_drug'), '20261001001');
      assert.ok((await unknown()) > usual + 0.04);
    });
    assert.equal(server().datasets.current('catalog_drug'), '20261101001');
  });

  test('broken readers and PSAM cards fail at their window alone, and give no sign of life', async () => {
    for (const [part, code] of [
      ['reader', '12'],
      ['psam', '11'],
    ] as const) {
      const ids: number[] = [];
      for (let window = 1; window <= 16; window += 1) {
        if (window % 2 === 0)
          ids.push((await app.faults.begin({ kind: 'reader-down', window, part })).id);
      }
      const served = app.world.books.sum('settled');
      assert.ok((await growth(8, 'code', code)) > 2);
      assert.ok(app.world.books.sum('settled') > served);
      for (const id of ids) await app.faults.heal(id);
    }
  });

  test('a stopped service has no process and no port, a hung one has both and no answer', async () => {
    const { ports } = server().services;
    const signer = ports.signer ?? 0;
    assert.ok(await answers(signer));
    await during({ kind: 'service-stop', component: 'signer', server: a }, async () => {
      assert.ok(!server().files.has('run/signer.pid'));
      assert.equal(await answers(signer), false);
      await minutes(1);
    });
    assert.ok(await answers(signer));
    await during({ kind: 'service-hang', component: 'web_console', server: a }, async () => {
      assert.ok(server().files.has('run/web_console.pid'));
      assert.equal(await answers(ports.web_console ?? 0, 500), false);
    });
    assert.ok(await answers(ports.web_console ?? 0));
  });

  test('a hung settlement service on both servers lets patients wait, and serves them later', async () => {
    const ids: number[] = [];
    for (const { id } of app.servers) {
      ids.push((await app.faults.begin({ kind: 'service-hang', server: id })).id);
    }
    await minutes(1); // what had begun comes to its end
    assert.equal(await growth(8, 'settled'), 0);
    assert.ok(app.servers.some(({ inFlight }) => inFlight > 3));
    for (const id of ids) await app.faults.heal(id);
    assert.ok((await growth(8, 'settled')) > 10);
  });

  test('certificates end when they are said to, and are renewed by healing', async () => {
    const daysLeft = (): number => {
      const { validToDate } = new X509Certificate(server().files.read('cert/ukey.pem'));
      return Math.round((validToDate.getTime() - app.world.agenda.nowMs) / 86_400_000);
    };
    const body = { kind: 'certificate-ending', purpose: 'ukey', days: 2, server: a };
    await during(body, async () => assert.equal(daysLeft(), 2));
    assert.equal(daysLeft(), 300);
  });

  test('both serve, none serves, or the standby one falls behind', async () => {
    const active = () => app.servers.filter(({ isActive }) => isActive).length;
    const break_ = (state: string, look: () => Promise<void>) =>
      during({ kind: 'pair-fault', state }, async () => {
        await minutes(5);
        await look();
      });
    await break_('split_brain', async () => assert.equal(active(), 2));
    await break_('no_active', async () => {
      assert.equal(active(), 0);
      assert.ok((await growth(4, 'turned_away')) > 2);
    });
    await break_('standby_stale', async () => assert.ok(server().lagSeconds > 200));
    assert.equal(active(), 1);
    assert.ok(server().lagSeconds < 10);
    const ports = app.servers.map(({ services }) => services.ports.ha_agent);
    const response = await fetch(`http://127.0.0.1:${ports[1]}/ha`);
    const ha = (await response.json()) as { role: string; active: boolean };
    assert.deepEqual([ha.role, ha.active], ['standby', false]);
  });

  test('changed and missing programs have wrong checksums until they are healed', async () => {
    const isRight = (path: string): boolean => {
      const [folder = ''] = path.split('/');
      const sums = server().files.read(`${folder}/SHA256SUMS`);
      if (!server().files.has(path)) return false;
      const hash = createHash('sha256').update(server().files.read(path)).digest('hex');
      return sums.includes(`${hash}  ${path.slice(folder.length + 1)}`);
    };
    for (const [kind, path] of [
      ['file-changed', 'config/settlement.config'],
      ['quarantine', 'app/settle_core/program.bin'],
    ] as const) {
      assert.ok(isRight(path));
      await during({ kind, server: a }, async () => assert.ok(!isRight(path)));
      assert.ok(isRight(path));
    }
  });

  test('the log grows by what debug lines weigh, and memory by what is held', async () => {
    const size = (): number => {
      const folder = join(server().files.root, 'log/trade');
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
      return files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
    };
    const before = size();
    const body = { kind: 'debug-left-on', bytesPerSecond: 10_000, limitMb: 2, server: a };
    await during(body, () => minutes(5));
    assert.ok(size() - before > 1.9e6);
    assert.ok(size() - before < 2.3e6);
    await during({ kind: 'memory-leak', mbPerMinute: 2, limitMb: 8 }, async () => {
      const held = process.memoryUsage().arrayBuffers;
      await minutes(6);
      assert.ok(process.memoryUsage().arrayBuffers - held > 4e6);
    });
  });

  test('a log that is moved, emptied or written in another encoding goes on', async () => {
    await during({ kind: 'log-moved', server: a }, () => minutes(2));
    await during({ kind: 'log-moved', how: 'emptied', server: a }, () => minutes(2));
    const folders = readdirSync(join(server().files.root, 'log/trade'));
    assert.ok(folders.some((name) => name.includes('.bak')));
    assert.ok(folders.includes('20261123'));
  });

  test('what the bureau forgets, it does not know', async () => {
    const unknown = async (): Promise<number> => {
      const trades = await server().table.inState(4);
      return trades.filter(({ tradeNo }) => app.world.bureau.books.of(tradeNo) === undefined)
        .length;
    };
    assert.equal(await unknown(), 0);
    await during({ kind: 'bureau-forgets', share: 0.5 }, () => minutes(5));
    assert.ok((await unknown()) > 2);
  });
});

import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { silentLog } from '../../lib/json-log.ts';
import { freshDatabase } from '../../test/support/private-postgres.ts';
import { digestTurn } from './digest.ts';
import { sealEnvelope } from './envelope.ts';
import { noNames } from './names.ts';
import { alertWebhook } from './scenarios/alert-webhook.ts';
import { calling, floodSettings } from './scenarios/calling.ts';
import { verifyLedger } from './storage/ledger.ts';
import { migrationsFolder, openStore } from './storage/store.ts';

const settings = {
  ...{ reopenWithinMs: 1_800_000, graceMs: 300_000 },
  ...{ bundleAbove: 5, bundleWithinMs: 120_000, flood: floodSettings },
};
const beijing = (text: string) => Date.parse(`${text}:00+08:00`);

async function opened(t: TestContext) {
  const store = openStore(await freshDatabase(t, migrationsFolder), silentLog);
  t.after(() => store.close());
  const person = { name: 'x', languages: ['zh', 'en'], email: 'x@example.invalid' } as const;
  const planning = {
    ...{ people: new Map([['duty-1', person]]), ...calling('duty-1'), names: noNames },
    ...{
      timeZone: 'Asia/Shanghai',
      consoleUrl: 'http://127.0.0.1:1',
      signature: '【医保运维】',
      holdPerRoundMs: 300_000,
    },
  };
  const { engine } = await store.startEngine(
    { log: '00000000-0000-0000-0000-000000000000', settings, planning: () => planning },
    beijing('2026-05-12T08:00'),
  );
  let seq = 0;
  const firing = async (at: number, labels: Record<string, string>) => {
    const body = JSON.stringify(alertWebhook([{ status: 'firing', labels, startsAt: at }]));
    seq += 1;
    const record = { seq, payload: sealEnvelope(at, 'am', Buffer.from(body)) };
    await engine.takeIn([{ kind: 'record', record }], at);
  };
  const turn = (time: string) =>
    digestTurn(
      { db: store.db, epoch: engine.epoch, dueFrom: '08:30', to: ['duty-1'], planning },
      beijing(time),
    );
  const mails = async () => {
    const rows = await store.db
      .selectFrom('intent')
      .select('content')
      .where('kind', '=', 'digest')
      .orderBy('id')
      .execute();
    return rows.map(({ content }) => (content.kind === 'mail' ? content : undefined));
  };
  return { store, firing, turn, mails };
}

const certificate = { alertname: 'CertificateExpiring', severity: 'info', hospital: '99010001' };
const disk = { alertname: 'FsAlmostFull', severity: 'warning', hospital: '99010002' };

describe('daily digest', () => {
  test('tells notices once, what is open each day, and carries the hash of the ledger', async (t) => {
    const { store, firing, turn, mails } = await opened(t);
    await turn('2026-05-12T08:30');
    await firing(beijing('2026-05-12T10:00'), certificate);
    await firing(beijing('2026-05-12T11:00'), disk);

    const planned = [
      await turn('2026-05-13T08:29'),
      await turn('2026-05-13T08:30'),
      await turn('2026-05-13T08:31'),
      await turn('2026-05-14T09:00'),
    ];

    assert.deepEqual(planned, [0, 1, 0, 1]);
    const [first, second] = await mails();
    assert.equal(first?.subject, '医保瞭望日报 · 05-13 08:30');
    assert.match(first?.text ?? '', /P4 \| CertificateExpiring \| 99010001 \| 05-12 10:00/);
    assert.match(first?.text ?? '', /P2 \| FsAlmostFull \| 99010002 \| 05-12 11:00/);
    assert.match(first?.text ?? '', /账本摘要: [0-9a-f]{64}/);
    assert.match(first?.text ?? '', /Daily digest of yibao-watch/);
    assert.doesNotMatch(second?.text ?? '', /CertificateExpiring/);
    assert.match(second?.text ?? '', /FsAlmostFull/);
    assert.equal((await verifyLedger(store.db)).whole, true);
  });

  test('a quiet day has none, and neither has the first day of an installation', async (t) => {
    const { firing, turn } = await opened(t);
    await firing(beijing('2026-05-12T07:00'), disk);

    const first = await turn('2026-05-12T20:00');

    assert.equal(first, 0);
  });
});

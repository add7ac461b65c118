import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import PostalMime from 'postal-mime';
import { alertWebhook } from '../../alerting/notifier/scenarios/alert-webhook.ts';
import { migrationsFolder } from '../../alerting/notifier/storage/store.ts';
import { verdictOf } from '../../alerting/notifier/verify-ledger.ts';
import { toYaml } from '../../lib/yaml.ts';
import { freshDatabase } from '../support/private-postgres.ts';
import { type SmsSink, smsSink } from '../support/sms-sink.ts';
import { type SmtpSink, smtpSink } from '../support/smtp-sink.ts';
import { tempDir } from '../support/temp-dir.ts';

const port = 21_400;
const url = `http://127.0.0.1:${port}`;
const lastsMs = 40_000;
const fewestRounds = 8;
const people = { 'duty-1': '13800000001', 'duty-2': '13800000002' };

interface Installation {
  readonly smtp: SmtpSink;
  readonly sms: SmsSink;
  readonly database: string;
  readonly config: string;
}

/** What has to arrive: for each hospital and word, once for each person by each medium. */
interface Delivered {
  readonly hospital: string;
  readonly word: 'alarm' | 'recovery';
  readonly to: string;
  readonly id: string;
}

describe('notifier killed again and again', () => {
  test('loses nothing and doubles nothing, wherever it is killed between webhook and sending', async (t) => {
    const installation = await install(t);
    const poster = new Poster();
    const started = performance.now();
    let rounds = 0;

    while (performance.now() - started < lastsMs || rounds < fewestRounds) {
      rounds += 1;
      const notifier = start(installation);
      const post = poster.postRound(rounds);
      if (rounds % 4 !== 0) await untilUp(); // every fourth is killed while it starts
      await sleep(Math.random() * 600);
      await kill(notifier);
      await post;
    }
    const last = start(installation);
    t.after(() => kill(last));
    await untilUp();
    await poster.finish();
    await untilQuiet();

    const arrived = [...smsOf(installation.sms), ...(await mailsOf(installation.smtp))];
    const ids = new Set(arrived.map(({ id, to }) => `${id} ${to}`));
    t.diagnostic(
      `${rounds} rounds, ${poster.hospitals.length} hospitals, ${arrived.length} messages, ` +
        `${arrived.length - ids.size} of them again under the id of one that had arrived`,
    );
    assert.deepEqual(counted(arrived), expected(poster.hospitals));
    const verdict = await verdictOf(installation.database);
    assert.equal(verdict.isWhole, true, verdict.text);
  });
});

async function install(t: TestContext): Promise<Installation> {
  const [smtp, sms] = [await smtpSink(), await smsSink()];
  t.after(() => Promise.all([smtp.close(), sms.close()]));
  const folder = tempDir(t);
  const database = await freshDatabase(t, migrationsFolder);
  const config = join(folder, 'notifier.yml');
  writeFileSync(join(folder, 'token'), sms.token);
  writeFileSync(
    config,
    toYaml({
      listen: `127.0.0.1:${port}`,
      dataFolder: join(folder, 'data'),
      database,
      // Each hospital is to be heard of, at once and by itself.
      incidents: { bundleAbove: 100_000 },
      flood: { above: 100_000 },
      smsLimits: [],
      wal: { segmentBytes: 4096 }, // many segments: a kill also meets their beginnings
      links: { console: 'http://127.0.0.1:1', names: 'http://127.0.0.1:1/api/v1/names' },
      channels: [
        {
          ...{ kind: 'smtp', name: 'mail', server: `127.0.0.1:${smtp.port}`, tls: 'none' },
          from: { name: '医保瞭望', address: 'yibao@example.invalid' },
        },
        {
          ...{ kind: 'sms-http', name: 'gateway', url: `http://127.0.0.1:${sms.port}/sms` },
          tokenFile: join(folder, 'token'),
        },
      ],
      people: Object.fromEntries(
        Object.entries(people).map(([id, mobile]) => [
          id,
          { name: id, email: `${id}@example.invalid`, mobile },
        ]),
      ),
      onDuty: Object.keys(people),
    }),
  );
  return { smtp, sms, database, config };
}

function start({ config }: Installation): ChildProcess {
  const child = spawn(process.execPath, ['alerting/notifier/main.ts', '--config', config], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

async function untilUp(): Promise<void> {
  for (let tries = 0; tries < 1000; tries += 1) {
    if ((await statusOf('/-/healthy')) === 200) return;
    await sleep(20);
  }
  throw new Error('the notifier does not come up');
}

async function statusOf(path: string): Promise<number> {
  try {
    const response = await fetch(url + path);
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}

/** Behaves like Alertmanager: tries again until it has a 200, across restarts. */
class Poster {
  readonly hospitals: string[] = [];
  readonly #startOf = new Map<string, number>();
  readonly #waiting: string[] = [];

  /** Three hospitals go dark, and two of earlier rounds come back. */
  async postRound(round: number): Promise<void> {
    for (let n = 0; n < 3; n += 1) {
      const hospital = `99${String(round).padStart(3, '0')}00${n}`;
      this.hospitals.push(hospital);
      this.#waiting.push(this.#webhook(hospital, 'firing'));
    }
    const back = [...this.#startOf.keys()].slice(0, round > 1 ? 2 : 0);
    for (const hospital of back) {
      this.#waiting.push(this.#webhook(hospital, 'resolved'));
      this.#startOf.delete(hospital);
    }
    await this.#postAll(15_000);
  }

  /** Everything comes back in the end. */
  async finish(): Promise<void> {
    for (const hospital of this.#startOf.keys()) {
      this.#waiting.push(this.#webhook(hospital, 'resolved'));
    }
    await this.#postAll(30_000);
    assert.equal(this.#waiting.length, 0, 'every webhook was taken in the end');
  }

  /** In order, as Alertmanager does within a group; what is left waits for the next round. */
  async #postAll(limitMs: number): Promise<void> {
    const giveUpAt = performance.now() + limitMs;
    let failures = 0;
    while (this.#waiting.length > 0 && performance.now() < giveUpAt && failures < 40) {
      const taken = await this.#post(this.#waiting[0] ?? '');
      if (taken) this.#waiting.shift();
      else {
        failures += 1;
        await sleep(50);
      }
    }
  }

  async #post(body: string): Promise<boolean> {
    try {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${url}/am`, { method: 'POST', body, headers });
      await response.arrayBuffer();
      return response.status === 200;
    } catch {
      return false;
    }
  }

  #webhook(hospital: string, status: 'firing' | 'resolved'): string {
    const startsAt = this.#startOf.get(hospital) ?? Date.now();
    this.#startOf.set(hospital, startsAt);
    const labels = {
      ...{ alertname: 'HospitalLineDown', severity: 'critical', priority: 'P1' },
      ...{ scope: 'hospital', family: 'network', district: '110105', hospital, level: '3' },
    };
    const ends = status === 'resolved' ? { endsAt: Date.now() } : {};
    return JSON.stringify(alertWebhook([{ status, labels, startsAt, ...ends }]));
  }
}

async function untilQuiet(): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const page = await (await fetch(`${url}/metrics`)).text();
    const isRead = /^yibao_notifier_wal_unprocessed_records 0$/m.test(page);
    if (isRead && (await states()).every((state) => state === 'sent')) return;
    await sleep(100);
  }
  throw new Error('messages are still waiting after 30 s');
}

/** States of all messages, page by page as the console reads them. */
async function states(): Promise<string[]> {
  const all: string[] = [];
  for (let from: number | undefined; ; ) {
    const query = from === undefined ? '' : `&from=${from}`;
    const response = await fetch(`${url}/api/v1/deliveries?limit=200${query}`);
    const page = (await response.json()) as { items: { state: string }[]; next?: number };
    all.push(...page.items.map(({ state }) => state));
    if (page.next === undefined) return all;
    from = page.next;
  }
}

function smsOf({ messages }: SmsSink): Delivered[] {
  return messages.map(({ id, to, text }) => ({
    ...{ id, to },
    hospital: /[，](99\d{6})：/.exec(text)?.[1] ?? text,
    word: text.includes('恢复，99') ? 'recovery' : 'alarm',
  }));
}

function mailsOf({ mails }: SmtpSink): Promise<Delivered[]> {
  return Promise.all(
    mails.map(async ({ raw, to }): Promise<Delivered> => {
      const { subject = '', messageId = '' } = await PostalMime.parse(raw);
      return {
        ...{ id: messageId, to },
        hospital: / (99\d{6}) /.exec(subject)?.[1] ?? subject,
        word: subject.startsWith('[恢复]') ? 'recovery' : 'alarm',
      };
    }),
  );
}

/** How many different messages each person got for each hospital, doubles under one id counted once. */
function counted(arrived: readonly Delivered[]): Record<string, number> {
  const ids = Map.groupBy(arrived, ({ hospital, word, to }) => `${hospital} ${word} ${to}`);
  const counts = [...ids].map(
    ([what, some]) => [what, new Set(some.map(({ id }) => id)).size] as const,
  );
  return Object.fromEntries(counts.sort(([left], [right]) => (left < right ? -1 : 1)));
}

function expected(hospitals: readonly string[]): Record<string, number> {
  const addresses = Object.entries(people).flatMap(([id, mobile]) => [
    `${id}@example.invalid`,
    mobile,
  ]);
  const whats = hospitals.flatMap((hospital) =>
    ['alarm', 'recovery'].flatMap((word) => addresses.map((to) => `${hospital} ${word} ${to}`)),
  );
  return Object.fromEntries(whats.sort().map((what) => [what, 1]));
}

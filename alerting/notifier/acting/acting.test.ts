import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../../lib/clock.ts';
import { parseConfig } from '../../../lib/config.ts';
import { silentLog } from '../../../lib/json-log.ts';
import { toYaml } from '../../../lib/yaml.ts';
import { freshDatabase } from '../../../test/support/private-postgres.ts';
import { smsSink } from '../../../test/support/sms-sink.ts';
import { smtpSink } from '../../../test/support/smtp-sink.ts';
import { tempDir } from '../../../test/support/temp-dir.ts';
import { NotifierConfig } from '../config.ts';
import { createNotifier } from '../notifier.ts';
import { alertWebhook } from '../scenarios/alert-webhook.ts';
import { migrationsFolder } from '../storage/store.ts';

const lineDown = {
  ...{ alertname: 'HospitalLineDown', severity: 'critical', priority: 'P1', scope: 'hospital' },
  ...{ family: 'network', district: '110105', hospital: '99010001' },
};

/** A notifier that has told two persons of a cut line, by mail and SMS. */
async function alarmed(t: TestContext) {
  const [smtp, sms] = [await smtpSink(), await smsSink()];
  t.after(() => Promise.all([smtp.close(), sms.close()]));
  const folder = tempDir(t);
  writeFileSync(join(folder, 'token'), `${sms.token}\n`);
  const tokens = { tokenFile: join(folder, 'token'), callbackTokenFile: join(folder, 'token') };
  const config = parseConfig(
    NotifierConfig,
    'test.yml',
    toYaml({
      ...{ listen: '127.0.0.1:0', dataFolder: join(folder, 'data') },
      database: await freshDatabase(t, migrationsFolder),
      links: {
        ...{ console: 'http://127.0.0.1:8440', names: 'http://127.0.0.1:1/api/v1/names' },
        act: 'http://watch.example.invalid',
      },
      channels: [
        {
          ...{ kind: 'smtp', name: 'mail', server: `127.0.0.1:${smtp.port}`, tls: 'none' },
          from: { name: '医保瞭望', address: 'yibao@example.invalid' },
        },
        { kind: 'sms-http', name: 'gateway', url: `http://127.0.0.1:${sms.port}/sms`, ...tokens },
      ],
      people: {
        wang: { name: '王工', email: 'w@example.invalid', mobile: '13800000001' },
        li: { name: '李工', language: 'en', mobile: '13800000002' },
      },
      onDuty: ['wang', 'li'],
    }),
  );
  const notifier = await createNotifier({ config, clock: systemClock, log: silentLog });
  t.after(() => notifier.close());
  const url = `http://127.0.0.1:${notifier.listening.port}`;
  const body = alertWebhook([{ status: 'firing', labels: lineDown, startsAt: Date.now() }]);
  await send(`${url}/am`, body);
  await until(() => smtp.mails.length === 1 && sms.messages.length === 2);
  const raw = smtp.mails[0]?.raw.replaceAll('=\r\n', '').replaceAll('=3D', '=') ?? '';
  const path = /watch\.example\.invalid(\/act\/[\w.-]+)/.exec(raw)?.[1] ?? 'none';
  const callback = (word: string, given: object, token = sms.token) =>
    send(`${url}/callbacks/gateway/${word}`, given, { authorization: `Bearer ${token}` });
  return { url, sms, smtp, page: url + path, callback };
}

function send(url: string, body: object, headers: Record<string, string> = {}) {
  const text = JSON.stringify(body);
  const type = { 'content-type': 'application/json' };
  return fetch(url, { method: 'POST', body: text, headers: { ...type, ...headers } });
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await condition()); tries += 1) {
    assert.ok(tries < 1500, 'it did not happen within 30 s');
    await sleep(20);
  }
}

interface Incident {
  readonly id: number;
  readonly ack_by: string | null;
  readonly comments: readonly { readonly text: string; readonly person: string }[];
}

async function incidentAt(url: string): Promise<Incident> {
  const page = (await (await fetch(`${url}/api/v1/incidents`)).json()) as { items: Incident[] };
  return page.items[0]!;
}

/** What a person reads off the page. */
async function read(page: string) {
  const html = await (await fetch(page)).text();
  return {
    html,
    nonce: /name="nonce" value="([^"]+)"/.exec(html)?.[1] ?? '',
    digits: /请输入数字 (\d\d)/.exec(html)?.[1] ?? '',
  };
}

function press(page: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  return fetch(page, { method: 'POST', body: new URLSearchParams(fields), headers });
}

describe('acting by the link in a mail', () => {
  test('looking changes nothing; the form with its digits acknowledges, once', async (t) => {
    const { url, page } = await alarmed(t);
    const { html, nonce, digits } = await read(page);
    for (let n = 0; n < 5; n += 1) await fetch(page);

    const before = await incidentAt(url);
    const first = await press(page, { nonce, digits, act: 'ack' });
    const second = await press(page, { nonce, digits, act: 'escalate' });

    assert.match(html, /HospitalLineDown/);
    assert.equal(before.ack_by, null);
    assert.deepEqual([first.status, second.status], [200, 403]);
    assert.equal((await incidentAt(url)).ack_by, 'wang');
    assert.match((await read(page)).html, /王工 已确认/);
  });

  test('a program that presses every button without reading gets nowhere, and is shut out', async (t) => {
    const { url, page } = await alarmed(t);
    const statuses = [];
    for (let n = 0; n < 6; n += 1) {
      const { nonce, digits } = await read(page);
      const wrong = digits === '99' ? '98' : '99';
      statuses.push((await press(page, { nonce, digits: wrong, act: 'ack' })).status);
    }

    assert.deepEqual(statuses, [403, 403, 403, 403, 403, 429]);
    assert.equal((await fetch(page)).status, 429);
    assert.equal((await incidentAt(url)).ack_by, null);
  });

  test('a changed link is void, and a form sent by another site is refused', async (t) => {
    const { url, page } = await alarmed(t);
    const { nonce, digits } = await read(page);
    const changed = page.replace(/\/act\/(.)/, (_, letter) => `/act/${letter === 'A' ? 'B' : 'A'}`);

    const statuses = [
      (await fetch(changed)).status,
      (await fetch(`${url}/act/x`)).status,
      (await press(changed, { nonce, digits, act: 'ack' })).status,
      (await press(page, { nonce, digits, act: 'ack' }, { 'sec-fetch-site': 'cross-site' })).status,
    ];

    assert.deepEqual(statuses, [404, 404, 404, 403]);
    assert.equal((await incidentAt(url)).ack_by, null);
  });
});

describe('acting by SMS', () => {
  test('an answer acknowledges and is confirmed; the same one brought twice is one', async (t) => {
    const { url, sms, callback } = await alarmed(t);
    const reply = { id: 'mo-1', from: '+8613800000001', text: ' a ' };

    const statuses = [
      (await callback('replies', reply)).status,
      (await callback('replies', reply)).status,
    ];
    await until(() => sms.messages.length === 3);

    assert.deepEqual(statuses, [200, 200]);
    assert.equal((await incidentAt(url)).ack_by, 'wang');
    assert.equal(sms.messages[2]?.text, '【医保运维】已确认，由您处理。单号A0001');
    assert.equal(sms.messages[2]?.to, '13800000001');
  });

  test('a number of nobody does nothing, and a text of no meaning is explained at most five times', async (t) => {
    const { url, sms, callback } = await alarmed(t);
    await callback('replies', { id: 'x', from: '13900000000', text: 'a' });
    for (let n = 0; n < 8; n += 1) {
      await callback('replies', { id: `u${n}`, from: '13800000002', text: '???' });
    }
    await callback('replies', { id: 'last', from: '13800000002', text: 'a A0001' });
    await until(() => sms.messages.length === 8);

    const texts = sms.messages.slice(2).map(({ text }) => text);

    assert.equal(texts.filter((text) => text.startsWith('YB Answer a to')).length, 5);
    assert.equal(texts.at(-1), 'YB Acknowledged, it is yours. A0001');
    assert.equal((await incidentAt(url)).ack_by, 'li');
  });

  test('a callback without its token, or for a channel that has none, is refused', async (t) => {
    const { url, callback } = await alarmed(t);
    const reply = { id: 'mo-1', from: '13800000001', text: 'a' };

    assert.equal((await callback('replies', reply, 'wrong')).status, 401);
    assert.equal((await send(`${url}/callbacks/mail/replies`, reply)).status, 401);
    assert.equal((await callback('replies', { id: 'mo-1' })).status, 400);
    assert.equal((await incidentAt(url)).ack_by, null);
  });
});

describe('acting by the API', () => {
  test('comments, acknowledgements and snoozes are taken; mistakes are told', async (t) => {
    const { url } = await alarmed(t);
    const { id } = await incidentAt(url);
    const act = (body: object, of = String(id)) => send(`${url}/api/v1/incidents/${of}/acts`, body);

    const statuses = [
      (await act({ act: 'comment', person: 'wang', text: '已报修' })).status,
      (await act({ act: 'snooze', person: 'wang', minutes: 30 })).status,
      (await act({ act: 'ack', person: 'wang' })).status,
      (await act({ act: 'close', person: 'wang' })).status,
      (await act({ act: 'snooze', person: 'wang' })).status,
      (await act({ act: 'ack', person: 'wang' }, '999')).status,
      (await act({ act: 'ack', person: 'wang' }, 'x')).status,
    ];

    assert.deepEqual(statuses, [200, 200, 200, 400, 400, 409, 400]);
    const { ack_by, comments } = await incidentAt(url);
    assert.equal(ack_by, 'wang');
    assert.deepEqual(
      comments.map(({ person, text }) => [person, text]),
      [['wang', '已报修']],
    );
  });

  test('a receipt is booked with the attempt that it is for', async (t) => {
    const { url, callback } = await alarmed(t);
    const settled = async () => {
      const ledger = await (await fetch(`${url}/api/v1/ledger`)).text();
      return ledger.split('"kind":"outcome"').length === 4;
    };
    await until(settled);

    const response = await callback('receipts', {
      ...{ id: 'g-yibao-sms-1', state: 'delivered', code: 'DELIVRD' },
    });

    assert.equal(response.status, 200);
    const ledger = await (await fetch(`${url}/api/v1/ledger`)).text();
    assert.match(ledger, /"kind":"receipt".*"code":"DELIVRD"/);
  });
});

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { createTransport } from 'nodemailer';
import { silentLog } from '../../lib/json-log.ts';
import { clockAt, mondayMorning } from '../test-support.ts';
import { createInbox, type Inbox } from './inbox.ts';
import type { Message } from './mailbox.ts';

const anyPort = { host: '127.0.0.1', port: 0 };

async function start(t: TestContext, { keep = 1000, token = 'secret' } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'inbox-'));
  const tokenFile = join(folder, 'token');
  writeFileSync(tokenFile, `${token}\n`);
  const config = { web: anyPort, smtp: anyPort, sms: { listen: anyPort, tokenFile }, keep };
  t.after(() => rmSync(folder, { recursive: true }));
  const inbox = await createInbox({ clock: clockAt(mondayMorning), log: silentLog, config });
  t.after(() => inbox.close());
  return { inbox, ...clientOf(inbox) };
}

function clientOf(inbox: Inbox) {
  const web = `http://127.0.0.1:${inbox.webPort}`;
  const json = { 'content-type': 'application/json', connection: 'close' };
  return {
    ask: (path: string, method = 'GET') => fetch(web + path, { method, headers: json }),
    messages: async () =>
      (await (await fetch(`${web}/api/messages`, { headers: json })).json()) as Message[],
    setMode: (mode: unknown) =>
      fetch(`${web}/api/mode`, { method: 'POST', headers: json, body: JSON.stringify(mode) }),
    sms: (body: unknown, authorization = 'Bearer secret', signal = AbortSignal.timeout(5000)) =>
      fetch(`http://127.0.0.1:${inbox.smsPort}/sms`, {
        method: 'POST',
        headers: { ...json, authorization },
        body: JSON.stringify(body),
        signal,
      }),
    mail: async (mail: object) => {
      const transport = createTransport({
        host: '127.0.0.1',
        port: inbox.smtpPort,
        secure: false,
        auth: { user: 'anybody', pass: 'anything' },
      });
      try {
        return await transport.sendMail({ from: 'watch@demo', to: 'duty@demo', ...mail });
      } finally {
        transport.close();
      }
    },
  };
}

describe('inbox: mail', () => {
  test('a Chinese mail with text and page arrives as it was sent', async (t) => {
    const { mail, messages } = await start(t);

    await mail({
      from: '医保瞭望 <watch@demo>',
      to: ['duty@demo', '工程师 <engineer@demo>'],
      subject: '[P1] 示例一院 · 中心专线中断',
      text: '现象：线路中断',
      html: '<p>现象：<b>线路中断</b></p>',
      messageId: '<A4821@demo>',
      headers: { 'X-Ticket': 'A4821' },
    });
    const [message] = await messages();

    assert.equal(message?.kind, 'mail');
    assert.equal(message?.at, '2026-11-23T01:30:00.000Z');
    assert.equal(message?.to, 'duty@demo, engineer@demo');
    assert.equal(message?.from, 'watch@demo');
    assert.equal(message?.subject, '[P1] 示例一院 · 中心专线中断');
    assert.match(message?.text ?? '', /^现象：线路中断/);
    assert.match(message?.html ?? '', /<b>线路中断<\/b>/);
    assert.equal(message?.senderId, '<A4821@demo>');
    assert.equal(message?.headers?.['x-ticket'], 'A4821');
    assert.match(message?.headers?.from ?? '', /医保瞭望/);
  });

  test('a mail page is served without any power: sandboxed, no scripts, no outside pictures', async (t) => {
    const { mail, ask } = await start(t);
    await mail({ subject: 'x', html: '<script>alert(1)</script><p>hello</p>' });

    const answer = await ask('/mail/mail-1');
    const policy = answer.headers.get('content-security-policy') ?? '';

    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /sandbox allow-same-origin allow-popups/);
    assert.doesNotMatch(policy, /script/);
    assert.match(await answer.text(), /^<base target="_blank">.*<p>hello<\/p>/s);
    assert.equal((await ask('/mail/mail-2')).status, 404);
  });

  test('a server that is down refuses the connection, and is back on the same port', async (t) => {
    const { mail, setMode, messages, inbox } = await start(t);
    const port = inbox.smtpPort;

    await setMode({ smtp: 'down' });
    await assert.rejects(mail({ subject: 'lost' }), /ECONNREFUSED/);
    await setMode({ smtp: 'ok' });
    await mail({ subject: 'found' });

    assert.equal(inbox.smtpPort, port);
    assert.deepEqual(
      (await messages()).map(({ subject }) => subject),
      ['found'],
    );
  });

  test('a server that rejects says 550, which no sender may repeat', async (t) => {
    const { mail, setMode, messages } = await start(t);
    await setMode({ smtp: 'reject' });

    await assert.rejects(mail({ subject: 'lost' }), (error: Error & { responseCode?: number }) => {
      return error.responseCode === 550;
    });

    assert.deepEqual(await messages(), []);
  });

  test('a mail above 2 MB is refused with its limit', async (t) => {
    const { mail, messages } = await start(t);

    await assert.rejects(
      mail({ subject: 'big', text: 'x'.repeat(2_100_000) }),
      /552|exceed|maximum/i,
    );

    assert.deepEqual(await messages(), []);
  });
});

describe('inbox: short messages', () => {
  const urgent = {
    id: 'd-1',
    to: '13800000001',
    text: '【医保运维】紧急，示例一院：中心专线中断已转离线结算，09:12起。重启光猫后报修运营商。单号A4821',
  };

  test('a message is accepted, and kept with its length', async (t) => {
    const { sms, messages } = await start(t);

    const answer = await sms(urgent);

    assert.equal(answer.status, 200);
    assert.deepEqual(await answer.json(), { accepted: true, id: 'd-1' });
    const [{ kind, to, text, senderId, characters, parts }] = (await messages()) as [Message];
    assert.deepEqual(
      { kind, to, text, senderId, characters, parts },
      { kind: 'sms', to: urgent.to, text: urgent.text, senderId: 'd-1', characters: 52, parts: 1 },
    );
  });

  for (const header of ['', 'Bearer wrong', 'secret', 'Bearer secret2']) {
    test(`without the token (${JSON.stringify(header)}) nothing is accepted`, async (t) => {
      const { sms, messages } = await start(t);

      assert.equal((await sms(urgent, header)).status, 401);
      assert.deepEqual(await messages(), []);
    });
  }

  for (const [body, expected] of [
    [{ ...urgent, text: '' }, /text/],
    [{ ...urgent, text: '医'.repeat(501) }, /text/],
    [{ id: 'd-1', text: 'x' }, /to/],
    [{ ...urgent, phone: '1' }, /phone/],
  ] as const) {
    test(`a message with a mistake is refused with 400 and its name (${expected})`, async (t) => {
      const { sms } = await start(t);

      const answer = await sms(body);
      const { accepted, error } = (await answer.json()) as { accepted: boolean; error: string };

      assert.deepEqual([answer.status, accepted], [400, false]);
      assert.match(error, expected);
    });
  }

  test('the failure modes are those of real gateways: down, reject', async (t) => {
    const { sms, setMode, messages } = await start(t);

    await setMode({ sms: 'down' });
    await assert.rejects(sms(urgent), TypeError);
    await setMode({ sms: 'reject' });
    assert.equal((await sms(urgent)).status, 400);
    await setMode({ sms: 'ok' });
    assert.equal((await sms(urgent)).status, 200);

    assert.equal((await messages()).length, 1);
  });

  test('a slow gateway makes its sender give up, and keeps nothing of who hung up', async (t) => {
    const { sms, setMode, messages } = await start(t);
    await setMode({ sms: 'slow' });

    await assert.rejects(sms(urgent, 'Bearer secret', AbortSignal.timeout(100)), /abort|timeout/i);

    assert.deepEqual(await messages(), []);
  });

  test('an unknown mode is refused and changes nothing', async (t) => {
    const { setMode, ask } = await start(t);

    const answer = await setMode({ sms: 'asleep' });

    assert.equal(answer.status, 400);
    assert.match(await answer.text(), /mode: sms: .*ok.*slow/);
    assert.deepEqual(await (await ask('/api/mode')).json(), { smtp: 'ok', sms: 'ok' });
  });
});

describe('inbox: page', () => {
  test('the page, its style and its program come under a strict policy', async (t) => {
    const { ask } = await start(t);

    for (const [path, type] of [
      ['/', 'text/html'],
      ['/inbox.css', 'text/css'],
      ['/inbox.js', 'text/javascript'],
      ['/icon.svg', 'image/svg+xml'],
    ] as const) {
      const answer = await ask(path);
      const policy = answer.headers.get('content-security-policy') ?? '';
      assert.equal(answer.status, 200, path);
      assert.ok(answer.headers.get('content-type')?.startsWith(type), path);
      assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self'/);
      assert.doesNotMatch(policy, /unsafe/);
    }
  });

  test('there is no script, style or handler inside the page', async (t) => {
    const { ask } = await start(t);

    const page = await (await ask('/')).text();

    assert.doesNotMatch(page, /<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=/i);
    assert.doesNotMatch(page, /https?:\/\//);
  });

  test('the feed brings only what is new, without the pages of the mails', async (t) => {
    const { ask, mail, sms } = await start(t, { keep: 2 });
    await mail({ subject: 'one', html: '<p>1</p>' });
    await sms({ id: '1', to: '1', text: 'two' });
    await sms({ id: '2', to: '1', text: 'three' });

    const all = (await (await ask('/api/feed?after=0')).json()) as Feed;
    const fresh = (await (await ask('/api/feed?after=2')).json()) as Feed;

    assert.deepEqual([all.lastSerial, all.first, all.dropped], [3, 2, 1]);
    assert.deepEqual(
      all.messages.map(({ text }) => text),
      ['three', 'two'],
    );
    assert.deepEqual(
      fresh.messages.map(({ serial }) => serial),
      [3],
    );
    assert.ok(!JSON.stringify(all).includes('<p>'));
  });

  test('deleting empties the inbox', async (t) => {
    const { ask, sms, messages } = await start(t);
    await sms({ id: '1', to: '1', text: 'x' });

    assert.deepEqual(await (await ask('/api/messages', 'DELETE')).json(), { deleted: 1 });
    assert.deepEqual(await messages(), []);
  });
});

interface Feed {
  readonly lastSerial: number;
  readonly first: number;
  readonly dropped: number;
  readonly messages: readonly Message[];
}

describe('inbox: start', () => {
  test('a missing or empty token file is told with its name', async (t) => {
    await assert.rejects(start(t, { token: '' }), /expected a token in .*token, got an empty file/);

    const sms = { listen: anyPort, tokenFile: '/nowhere/token' };
    const config = { web: anyPort, smtp: anyPort, sms, keep: 10 };
    await assert.rejects(
      createInbox({ clock: clockAt(0), log: silentLog, config }),
      /inbox\.sms\.tokenFile: expected a file with a token, got \/nowhere\/token/,
    );
  });

  test('a taken port is told, and what was open before is closed again', async (t) => {
    const { inbox } = await start(t);
    const folder = mkdtempSync(join(tmpdir(), 'inbox-'));
    t.after(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'token'), 'x');
    const config = {
      web: { host: '127.0.0.1', port: inbox.webPort },
      smtp: anyPort,
      sms: { listen: anyPort, tokenFile: join(folder, 'token') },
      keep: 10,
    };

    await assert.rejects(
      createInbox({ clock: clockAt(0), log: silentLog, config }),
      new RegExp(`cannot listen on 127\\.0\\.0\\.1:${inbox.webPort}`),
    );
  });
});

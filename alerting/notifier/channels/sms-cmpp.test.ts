import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fakeIsmg } from '../../../test/support/fake-ismg.ts';
import { tempDir } from '../../../test/support/temp-dir.ts';
import type { Inbound } from '../acting/replies.ts';
import type { Receipt } from '../storage/receipts.ts';
import type { Outgoing } from './channel.ts';
import { SmsCmppConfig, smsCmpp } from './sms-cmpp.ts';

const urgent = '【医保运维】紧急，示例一院：中心专线中断，09:12起。重启光猫后报修运营商。单号A4821';

function message(text: string): Outgoing {
  const person = { name: '王工', languages: ['zh'] as const, mobile: '+8613800000001' };
  return { id: 'yibao-sms-7', person, createdAt: 0, content: { kind: 'sms', text } };
}

const inTime = () => AbortSignal.timeout(10_000);

type Version = '2.0' | '3.0';

async function gateway(t: TestContext, version: Version = '2.0', given: object = {}) {
  const ismg = await fakeIsmg({ version, user: '901234', secret: 'shared' });
  t.after(() => ismg.close());
  const secretFile = join(tempDir(t), 'secret');
  writeFileSync(secretFile, 'shared\n');
  const config = SmsCmppConfig.parse({
    ...{ kind: 'sms-cmpp', name: 'line', server: `127.0.0.1:${ismg.port}`, version },
    ...{ user: '901234', secretFile, from: '10690000', ...given },
  });
  const channel = smsCmpp(config);
  t.after(() => channel.close());
  const heard: { receipts: Receipt[]; replies: Inbound[] } = { receipts: [], replies: [] };
  channel.listen?.({
    receipt: async (receipt) => void heard.receipts.push(receipt),
    reply: async (reply) => void heard.replies.push(reply),
  });
  return { ismg, channel, heard, secretFile };
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries += 1) {
    assert.ok(tries < 1000, 'it did not happen within 10 s');
    await sleep(10);
  }
}

function textOf({ content, hasHeader }: { content: Buffer; hasHeader: boolean }): string {
  const octets = Buffer.from(hasHeader ? content.subarray(6) : content);
  return octets.swap16().toString('utf16le');
}

for (const version of ['2.0', '3.0'] as const) {
  describe(`SMS by CMPP ${version}`, () => {
    test('a text is logged in for, submitted as UCS-2, and its report comes back under its id', async (t) => {
      const { ismg, channel, heard } = await gateway(t, version);

      const delivery = await channel.send(message(urgent), inTime());
      const [got] = ismg.messages;
      ismg.report(got!, 'ACCEPTD');
      ismg.report(got!, 'DELIVRD');
      await until(() => ismg.deliverResults.length === 2);

      assert.deepEqual(delivery, { outcome: 'sent', providerId: got?.id });
      assert.deepEqual([got?.to, got?.from, got?.format], ['13800000001', '10690000', 8]);
      assert.equal(textOf(got!), urgent);
      assert.deepEqual(heard.receipts, [
        { channel: 'line', providerId: got?.id, state: 'delivered', code: 'DELIVRD' },
      ]);
      assert.deepEqual(ismg.deliverResults, [0, 0]);
    });

    test('a long text goes in parts that the telephone joins, and arrives when each part has', async (t) => {
      const { ismg, channel, heard } = await gateway(t, version);
      const long = `${urgent}${'😀长'.repeat(40)}`;

      const delivery = await channel.send(message(long), inTime());
      const parts = [...ismg.messages].sort((left, right) => left.number - right.number);
      for (const part of parts.slice(1)) ismg.report(part, 'DELIVRD');
      await until(() => ismg.deliverResults.length === parts.length - 1);
      const before = heard.receipts.length;
      ismg.report(parts[0]!, 'DELIVRD');
      await until(() => heard.receipts.length === 1);

      assert.equal(parts.map(textOf).join(''), long);
      assert.deepEqual(
        parts.map(({ content }) => [...content.subarray(0, 6)]),
        parts.map(({ number }) => [5, 0, 3, 1, parts.length, number]),
      );
      assert.ok(parts.every(({ content, hasHeader }) => content.length <= 140 && hasHeader));
      assert.equal(before, 0);
      assert.equal(heard.receipts[0]?.providerId, (delivery as { providerId: string }).providerId);
    });

    test('what a person answers is brought with its sender, and acknowledged to the gateway', async (t) => {
      const { ismg, channel, heard } = await gateway(t, version);
      await channel.probe(inTime());

      ismg.say('13800000001', '确认 A4821');
      await until(() => heard.replies.length === 1);

      const [reply] = heard.replies;
      assert.deepEqual([reply?.from, reply?.text], ['13800000001', '确认 A4821']);
    });
  });
}

describe('SMS by CMPP', () => {
  for (const [result, outcome] of [
    [1, 'rejected'],
    [8, 'retry'],
    [9, 'rejected'],
  ] as const) {
    test(`a gateway that answers ${result} makes it ${outcome}`, async (t) => {
      const { ismg, channel } = await gateway(t);
      ismg.behave(result);

      assert.equal((await channel.send(message(urgent), inTime())).outcome, outcome);
    });
  }

  test('a failed report says so, with the word of the network', async (t) => {
    const { ismg, channel, heard } = await gateway(t);
    await channel.send(message(urgent), inTime());

    ismg.report(ismg.messages[0]!, 'UNDELIV');
    await until(() => heard.receipts.length === 1);

    assert.deepEqual([heard.receipts[0]?.state, heard.receipts[0]?.code], ['failed', 'UNDELIV']);
  });

  test('a wrong secret is told, and nothing is sent', async (t) => {
    const { ismg, channel, secretFile } = await gateway(t);
    channel.close();
    writeFileSync(secretFile, 'wrong');
    const other = smsCmpp(
      SmsCmppConfig.parse({
        ...{ kind: 'sms-cmpp', name: 'line', server: `127.0.0.1:${ismg.port}` },
        ...{ user: '901234', secretFile, from: '10690000' },
      }),
    );
    t.after(() => other.close());

    const delivery = await other.send(message(urgent), inTime());

    assert.equal(delivery.outcome, 'retry');
    assert.match('reason' in delivery ? delivery.reason : '', /login refused: the secret is wrong/);
    assert.equal(ismg.messages.length, 0);
  });

  test('no more wait for an answer than the window allows, and all get through', async (t) => {
    const { ismg, channel } = await gateway(t, '2.0', { window: 4 });
    ismg.behave('hold');
    const all = Promise.all(
      Array.from({ length: 12 }, (_, n) => channel.send(message(`第${n}条`), inTime())),
    );
    const release = setInterval(() => ismg.release(), 20);
    t.after(() => clearInterval(release));

    const outcomes = (await all).map(({ outcome }) => outcome);

    assert.deepEqual(outcomes, Array(12).fill('sent'));
    assert.equal(ismg.messages.length, 12);
    assert.ok(ismg.mostOpen <= 4, `${ismg.mostOpen} were open`);
  });

  test('a cut connection fails what is in progress, and comes back by itself', async (t) => {
    const { ismg, channel, heard } = await gateway(t);
    ismg.behave('silent');
    const lost = channel.send(message(urgent), inTime());
    await until(() => ismg.messages.length === 1);
    ismg.cut();

    assert.equal((await lost).outcome, 'retry');
    ismg.behave(0);
    await until(() => ismg.logins === 2);
    ismg.say('13800000001', 'a');
    await until(() => heard.replies.length === 1);
    assert.equal((await channel.send(message(urgent), inTime())).outcome, 'sent');
  });

  test('a gateway that hangs is noticed by the heart-beat, and the next connection is made', async (t) => {
    const given = { heartbeat: '50ms', answerWithin: '200ms' };
    const { ismg, channel } = await gateway(t, '2.0', given);
    await channel.probe(inTime());
    await until(() => ismg.heartbeats >= 2);

    ismg.playDead();

    await until(() => ismg.logins >= 2);
  });

  test('octets that are no CMPP end the connection, not the program', async (t) => {
    const { ismg, channel } = await gateway(t);
    await channel.close();
    const { createServer } = await import('node:net');
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.write(Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    t.after(() => server.close());
    const { port } = server.address() as { port: number };
    const secretFile = join(tempDir(t), 's');
    writeFileSync(secretFile, 'x');
    const other = smsCmpp(
      SmsCmppConfig.parse({
        ...{ kind: 'sms-cmpp', name: 'line', server: `127.0.0.1:${port}`, user: 'x' },
        ...{ secretFile, from: '10690000' },
      }),
    );
    t.after(() => other.close());

    const delivery = await other.send(message(urgent), inTime());

    assert.match('reason' in delivery ? delivery.reason : '', /does not speak the protocol/);
    assert.equal(ismg.messages.length, 0);
  });
});

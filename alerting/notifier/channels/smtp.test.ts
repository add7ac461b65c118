import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import PostalMime from 'postal-mime';
import { smtpSink } from '../../../test/support/smtp-sink.ts';
import type { Outgoing } from './channel.ts';
import { smtp } from './smtp.ts';

const message: Outgoing = {
  id: 'm1',
  person: { name: '值班一', languages: ['zh'], email: 'duty-1@example.invalid' },
  createdAt: Date.parse('2026-05-13T01:12:00Z'),
  content: {
    kind: 'mail',
    subject: '[P1] 示例一院 · 中心专线中断 · 05-13 09:12 · A4821',
    text: '现象: 专线中断\n',
    html: '<p>现象: 专线中断</p>',
    messageId: 'A4821.4821.duty-1.resolved-0',
    threadId: 'A4821.4821.duty-1',
    isUrgent: true,
  },
};

function channelTo(t: TestContext, port: number) {
  const channel = smtp({
    ...{ kind: 'smtp', name: 'mail', server: { host: '127.0.0.1', port }, tls: 'none' },
    from: { name: '医保瞭望', address: 'yibao@example.invalid' },
  });
  t.after(() => channel.close());
  return channel;
}

const inTime = () => AbortSignal.timeout(5000);

describe('mail channel', () => {
  test('a mail carries its thread, says that a machine sent it, and keeps its id at each attempt', async (t) => {
    const sink = await smtpSink();
    t.after(() => sink.close());
    const channel = channelTo(t, sink.port);

    const first = await channel.send(message, inTime());
    await channel.send(message, inTime());

    assert.equal(first.outcome, 'sent');
    const [mail, second] = sink.mails;
    assert.equal(mail?.to, 'duty-1@example.invalid');
    assert.equal(mail?.header('Message-ID'), '<A4821.4821.duty-1.resolved-0@example.invalid>');
    assert.equal(second?.header('Message-ID'), mail?.header('Message-ID'));
    assert.equal(mail?.header('References'), '<A4821.4821.duty-1@example.invalid>');
    assert.equal(mail?.header('In-Reply-To'), '<A4821.4821.duty-1@example.invalid>');
    assert.equal(mail?.header('Auto-Submitted'), 'auto-generated');
    assert.equal(mail?.header('Importance'), 'High');
    const read = await PostalMime.parse(mail?.raw ?? '');
    assert.equal(read.subject, '[P1] 示例一院 · 中心专线中断 · 05-13 09:12 · A4821');
    assert.deepEqual(read.to, [{ name: '值班一', address: 'duty-1@example.invalid' }]);
    assert.deepEqual(read.from, { name: '医保瞭望', address: 'yibao@example.invalid' });
    assert.match(read.text ?? '', /现象: 专线中断/);
    assert.match(read.html ?? '', /<p>现象: 专线中断<\/p>/);
    assert.equal(read.date, '2026-05-13T01:12:00.000Z');
  });

  test('the first mail of a thread refers to nothing: it is the thread', async (t) => {
    const sink = await smtpSink();
    t.after(() => sink.close());
    const content = { ...message.content, messageId: 'A4821.4821.duty-1' };

    await channelTo(t, sink.port).send({ ...message, content } as Outgoing, inTime());

    const [mail] = sink.mails;
    assert.equal(mail?.header('Message-ID'), '<A4821.4821.duty-1@example.invalid>');
    assert.equal(mail?.header('References'), '');
  });

  for (const [how, outcome] of [
    ['reject', 'rejected'],
    ['busy', 'retry'],
  ] as const) {
    test(`a relay that answers "${how}" makes it ${outcome}, with the relay's words`, async (t) => {
      const sink = await smtpSink();
      t.after(() => sink.close());
      sink.behave(how);

      const delivery = await channelTo(t, sink.port).send(message, inTime());

      assert.equal(delivery.outcome, outcome);
      assert.match('reason' in delivery ? delivery.reason : '', /no such user|try later/);
    });
  }

  test('a relay that is not there is tried again, and its probe says so', async (t) => {
    const sink = await smtpSink();
    await sink.close();
    const channel = channelTo(t, sink.port);

    const delivery = await channel.send(message, inTime());

    assert.equal(delivery.outcome, 'retry');
    assert.equal(await channel.probe(inTime()), false);
  });

  test('a relay without TLS gets nothing when TLS is demanded', async (t) => {
    const sink = await smtpSink();
    t.after(() => sink.close());
    const strict = smtp({
      ...{ kind: 'smtp', name: 'mail', tls: 'strict' },
      server: { host: '127.0.0.1', port: sink.port },
      from: { name: 'x', address: 'x@example.invalid' },
    });
    t.after(() => strict.close());

    const delivery = await strict.send(message, inTime());

    assert.notEqual(delivery.outcome, 'sent');
    assert.equal(sink.mails.length, 0);
  });
});

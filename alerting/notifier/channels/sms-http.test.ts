import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { smsSink } from '../../../test/support/sms-sink.ts';
import { tempDir } from '../../../test/support/temp-dir.ts';
import type { Outgoing } from './channel.ts';
import { smsHttp } from './sms-http.ts';

const message: Outgoing = {
  id: 'yibao-sms-7',
  person: { name: '值班一', languages: ['zh'], mobile: '13800000001' },
  createdAt: 0,
  content: { kind: 'sms', text: '【医保运维】紧急，示例一院' },
};
const quick = { kind: 'sms-http', name: 'g', receiptWithin: 180_000 } as const;
const inTime = () => AbortSignal.timeout(5000);

async function gateway(t: TestContext) {
  const sink = await smsSink();
  t.after(() => sink.close());
  const tokenFile = join(tempDir(t), 'token');
  writeFileSync(tokenFile, `${sink.token}\n`);
  const url = `http://127.0.0.1:${sink.port}/sms`;
  return { sink, tokenFile, channel: smsHttp({ ...quick, url, tokenFile }) };
}

describe('SMS channel over HTTP', () => {
  test('an accepted message carries id, number and text, and brings the id of the gateway back', async (t) => {
    const { sink, channel } = await gateway(t);

    const delivery = await channel.send(message, inTime());

    assert.deepEqual(delivery, { outcome: 'sent', providerId: 'g-yibao-sms-7' });
    assert.deepEqual(sink.messages, [
      { id: 'yibao-sms-7', to: '13800000001', text: '【医保运维】紧急，示例一院' },
    ]);
  });

  for (const [status, outcome] of [
    [400, 'rejected'],
    [403, 'rejected'],
    [429, 'retry'],
    [408, 'retry'],
    [500, 'retry'],
    [503, 'retry'],
  ] as const) {
    test(`a gateway that answers ${status} makes it ${outcome}`, async (t) => {
      const { sink, channel } = await gateway(t);
      sink.behave(status);

      const delivery = await channel.send(message, inTime());

      assert.equal(delivery.outcome, outcome);
      assert.match('reason' in delivery ? delivery.reason : '', new RegExp(`HTTP ${status}`));
    });
  }

  test('a gateway that is not there, or a token that is not, is tried again', async (t) => {
    const { sink, channel } = await gateway(t);
    const url = `http://127.0.0.1:${sink.port}/sms`;
    const lost = smsHttp({ ...quick, url, tokenFile: '/nonexistent/token' });
    assert.equal((await lost.send(message, inTime())).outcome, 'retry');
    assert.equal(await channel.probe(inTime()), true);

    await sink.close();

    assert.equal((await channel.send(message, inTime())).outcome, 'retry');
    assert.equal(await channel.probe(inTime()), false);
  });
});

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { tempDir } from '../../../test/support/temp-dir.ts';
import type { Content } from '../planner.ts';
import type { Channel, Outgoing } from './channel.ts';
import { ChannelConfig, openChannel } from './index.ts';
import { dingtalkSign, robotDingtalk } from './robot-dingtalk.ts';
import { feishuSign } from './robot-feishu.ts';
import { signedQuery } from './sms-aliyun.ts';
import { tc3Authorization } from './sms-tencent.ts';

interface Got {
  readonly headers: IncomingMessage['headers'];
  readonly url: string;
  readonly body: string;
}

/** A provider that keeps what it gets and answers what it is told to. */
async function provider(t: TestContext) {
  const got: Got[] = [];
  let answer: { status: number; body: object } = { status: 200, body: {} };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    got.push({ headers: request.headers, url: request.url ?? '', body });
    response.writeHead(answer.status, { 'content-type': 'application/json', connection: 'close' });
    response.end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const folder = tempDir(t);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?key=k`;
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), `${text}\n`);
    return join(folder, name);
  };
  const answers = (status: number, body: object) => {
    answer = { status, body };
  };
  return { got, url, file, answers };
}

function open(t: TestContext, config: object): Channel {
  const channel = openChannel(ChannelConfig.parse(config));
  t.after(() => channel.close());
  return channel;
}

const sms: Content = {
  ...{ kind: 'sms', text: '【医保运维】紧急' },
  template: { name: 'alarm', params: { place: '示例一院', alarm: '专线中断', ticket: 'A0001' } },
};
const post: Content = {
  ...{ kind: 'post', priority: 'P1', ticket: 'A0001', title: '示例一院 · 专线中断' },
  ...{ text: '[P1] 示例一院 · 专线中断', link: 'http://127.0.0.1:8440/' },
};

function message(content: Content): Outgoing {
  const person = { name: '王工', languages: ['zh'] as const, mobile: '13800000001' };
  return { id: 'yibao-7', person, createdAt: 0, content };
}

const inTime = () => AbortSignal.timeout(5000);
const templates = { alarm: { code: 'SMS_1', params: ['place', 'alarm', 'ticket'] } };

describe('signatures', () => {
  test('of Alibaba Cloud: the example of its document', () => {
    const query = {
      ...{ AccessKeyId: 'testId', Action: 'SendSms', Format: 'XML', OutId: '123' },
      ...{ PhoneNumbers: '15300000001', RegionId: 'cn-hangzhou', SignName: '阿里云短信测试专用' },
      ...{ SignatureMethod: 'HMAC-SHA1', SignatureVersion: '1.0', TemplateCode: 'SMS_71390007' },
      SignatureNonce: '45e25e9b-0a6f-4070-8c85-2956eda1b466',
      TemplateParam: '{"customer":"test"}',
      ...{ Timestamp: '2017-07-12T02:42:19Z', Version: '2017-05-25' },
    };

    const signed = signedQuery(query, { secret: 'testSecret', method: 'GET' });

    assert.match(signed, /^Signature=zJDF%2BLrzhj%2FThnlvIToysFRq6t4%3D&AccessKeyId=testId&/);
  });

  test('of Tencent Cloud: the example of its document', () => {
    const authorization = tc3Authorization({
      secretId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******',
      secretKey: 'Gu5t9xGARNpq86cd98joQYCN3*******',
      ...{ seconds: 1_551_113_065, host: 'cvm.tencentcloudapi.com', service: 'cvm' },
      payload:
        '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}',
    });

    assert.match(
      authorization,
      /Signature=2230eefd229f582d8b1b891af7107b91597240707d778ab3738f756258d7652c$/,
    );
  });

  test('of DingTalk and Feishu sign time and secret, each its own way round', () => {
    assert.notEqual(dingtalkSign('1600000000000', 'SEC1'), feishuSign('1600000000000', 'SEC1'));
    assert.equal(Buffer.from(dingtalkSign('1600000000000', 'SEC1'), 'base64').length, 32);
    assert.notEqual(dingtalkSign('1600000000000', 'SEC1'), dingtalkSign('1600000000001', 'SEC1'));
  });
});

describe('cloud SMS', () => {
  test('Alibaba Cloud gets template and variables, and its answers are understood', async (t) => {
    const { got, url, file, answers } = await provider(t);
    const keys = { keyId: 'id', keySecretFile: file('secret', 's') };
    const channel = open(t, {
      ...{ kind: 'sms-aliyun', name: 'cloud', url, sign: '医保运维', templates, ...keys },
    });
    const outcomes = [];
    for (const Code of ['OK', 'isv.BUSINESS_LIMIT_CONTROL', 'isv.MOBILE_NUMBER_ILLEGAL']) {
      answers(200, { Code, Message: 'm', BizId: 'b1' });
      outcomes.push(await channel.send(message(sms), inTime()));
    }

    assert.deepEqual(outcomes[0], { outcome: 'sent', providerId: 'b1' });
    assert.deepEqual(outcomes.map(({ outcome }) => outcome).slice(1), ['retry', 'rejected']);
    const sent = new URLSearchParams(got[0]?.body);
    assert.equal(sent.get('PhoneNumbers'), '13800000001');
    assert.deepEqual(JSON.parse(sent.get('TemplateParam') ?? ''), {
      ...{ place: '示例一院', alarm: '专线中断', ticket: 'A0001' },
    });
  });

  test('Tencent Cloud gets them in their order', async (t) => {
    const { got, url, file, answers } = await provider(t);
    const keys = { secretId: 'id', secretKeyFile: file('secret', 's'), appId: '1400' };
    const channel = open(t, {
      ...{ kind: 'sms-tencent', name: 'cloud', url, sign: '医保运维', templates, ...keys },
    });
    const outcomes = [];
    for (const Code of ['Ok', 'LimitExceeded.PhoneNumberDailyLimit', 'InvalidParameterValue.X']) {
      const status = { Code, Message: 'm', SerialNo: 's1' };
      answers(200, { Response: { SendStatusSet: [status] } });
      outcomes.push((await channel.send(message(sms), inTime())).outcome);
    }

    assert.deepEqual(outcomes, ['sent', 'retry', 'rejected']);
    const body = JSON.parse(got[0]?.body ?? '{}');
    assert.deepEqual(body.TemplateParamSet, ['示例一院', '专线中断', 'A0001']);
    assert.deepEqual(body.PhoneNumberSet, ['+8613800000001']);
    assert.equal(got[0]?.headers['x-tc-action'], 'SendSms');
  });

  test('a text without an approved template is left to the next gateway', async (t) => {
    const { got, url, file } = await provider(t);
    const keys = { keyId: 'id', keySecretFile: file('secret', 's') };
    const channel = open(t, {
      ...{ kind: 'sms-aliyun', name: 'cloud', url, sign: '医保运维', templates, ...keys },
    });

    const delivery = await channel.send(message({ kind: 'sms', text: 'x' }), inTime());

    assert.deepEqual(delivery, {
      ...{ outcome: 'rejected', reason: 'no approved template for this text' },
    });
    assert.equal(got.length, 0);
  });
});

describe('robots and webhook', () => {
  for (const [kind, good, busy, bad] of [
    ['robot-wecom', { errcode: 0 }, { errcode: 45009 }, { errcode: 93000 }],
    ['robot-dingtalk', { errcode: 0 }, { errcode: 130101 }, { errcode: 310000 }],
    ['robot-feishu', { code: 0 }, { code: 11232 }, { code: 19021 }],
  ] as const) {
    test(`${kind} posts the text, and its codes are understood`, async (t) => {
      const { got, url, file, answers } = await provider(t);
      const channel = open(t, { kind, name: 'group', urlFile: file('url', url) });
      const outcomes = [];
      for (const body of [good, busy, bad]) {
        answers(200, body);
        outcomes.push((await channel.send(message(post), inTime())).outcome);
      }
      answers(502, {});
      outcomes.push((await channel.send(message(post), inTime())).outcome);

      assert.deepEqual(outcomes, ['sent', 'retry', 'rejected', 'retry']);
      assert.match(got[0]?.body ?? '', /\[P1\] 示例一院 · 专线中断/);
    });
  }

  test('a robot with a secret signs; more than the provider takes in a minute waits here', async (t) => {
    const { got, url, file, answers } = await provider(t);
    answers(200, { errcode: 0 });
    const urlFile = file('url', url);
    const secretFile = file('secret', 'SEC1');
    const channel = robotDingtalk({ kind: 'robot-dingtalk', name: 'd', urlFile, secretFile });
    const outcomes = [];
    for (let n = 0; n < 21; n += 1) outcomes.push(await channel.send(message(post), inTime()));

    assert.equal(got.length, 20);
    const last = outcomes.at(-1)!;
    assert.equal(last.outcome, 'retry');
    assert.ok('afterMs' in last && (last.afterMs ?? 0) > 0 && (last.afterMs ?? 0) <= 60_000);
    const query = new URL(`http://x${got[0]?.url}`).searchParams;
    assert.equal(query.get('sign'), dingtalkSign(query.get('timestamp') ?? '', 'SEC1'));
    assert.equal(query.get('key'), 'k');
  });

  test('a reason never holds the address with its key', async (t) => {
    const { file } = await provider(t);
    const urlFile = file('url', 'http://127.0.0.1:1/hook?key=very-secret');
    const channel = open(t, { kind: 'robot-wecom', name: 'group', urlFile });

    const delivery = await channel.send(message(post), inTime());

    assert.equal(delivery.outcome, 'retry');
    assert.doesNotMatch(JSON.stringify(delivery), /very-secret/);
  });

  test('a webhook gets what is said as fields, with its token', async (t) => {
    const { got, url, file } = await provider(t);
    const channel = open(t, { kind: 'webhook', name: 'w', url, tokenFile: file('token', 'tok') });

    assert.equal((await channel.send(message(post), inTime())).outcome, 'sent');
    assert.equal(got[0]?.headers.authorization, 'Bearer tok');
    const { ticket, priority, id } = JSON.parse(got[0]?.body ?? '{}');
    assert.deepEqual([id, priority, ticket], ['yibao-7', 'P1', 'A0001']);
  });
});

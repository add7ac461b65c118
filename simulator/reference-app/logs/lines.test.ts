import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorCodes } from '../error-codes.ts';
import { beijingAnswer, beijingRequest, beijingTimeout } from './beijing.ts';
import { Bodies } from './bodies.ts';
import { downloadLine } from './downloads.ts';
import { hisEntries, netLine } from './national.ts';
import { person } from './person.ts';

/** The examples of docs/integration.md and of the domain document, to the letter. */
const at = (time: string): number => Date.parse(`2024-05-13T${time}+08:00`);

test('Beijing calls are written as the example has them', () => {
  const head = { atMs: at('09:12:42.422'), thread: 12, method: 'Divide' };

  assert.equal(
    beijingAnswer(head, { costMs: 389, output: '***' }),
    '2024-05-13 09:12:42,422 [12] INFO  sscardLog - [社保接口] [Divide] 耗时:389毫秒 接收内容:<root version="2.003"><state success="true"/><output>***</output></root>',
  );
  assert.equal(
    beijingRequest(head, '<billstype>2</billstype>***'),
    '2024-05-13 09:12:42,422 [12] INFO  sscardLog - [社保接口] [Divide] 发送内容: <root version="2.003" sender="SIM"><billstype>2</billstype>***</root>',
  );
  assert.equal(
    beijingTimeout({ ...head, thread: 5, method: 'Trade' }, 10_002),
    '2024-05-13 09:12:42,422 [05] ERROR sscardLog - [社保接口] [Trade] 耗时:10002毫秒 超时',
  );
});

test('an error says its number and is no success', () => {
  const head = { atMs: at('09:14:02.377'), thread: 15, method: 'GetCardInfo' };

  assert.equal(
    beijingAnswer(head, { costMs: 240, error: errorCodes.noCard }),
    '2024-05-13 09:14:02,377 [15] WARN  sscardLog - [社保接口] [GetCardInfo] 耗时:240毫秒 接收内容:<root version="2.003"><state success="false"><error no="1" info="读卡失败,请插入社保卡!"/></state></root>',
  );
});

test('an offline answer is a success with warning 1, behind any declaration', () => {
  const head = { atMs: at('09:12:41.604'), thread: 12, method: 'GetPersonInfo' };
  const line = beijingAnswer(
    head,
    { costMs: 1341, isOffline: true, output: '***' },
    { declaration: 'utf16', wrongClose: true },
  );

  assert.match(line, /接收内容:<\?xml version="1\.0" encoding="utf16"\?><root version="2\.003">/);
  assert.match(line, /<state success="true"><warning no="1" info="与医保中心通讯中断/);
  assert.match(line, /<operator>SIM<\/feeno><\/output><\/root>$/);
});

test('national calls are JSON with the duration of this server, and null for no answer', () => {
  const call = {
    ...{ infno: '2207', msgid: 'H99010100001202405130912421037', sentMs: at('09:12:41') },
    ...{ costMs: 379, infcode: '0', errMsg: '', refmsgid: '990100202405130912390000000017' },
    ...{ refmsgTime: '20240513091239883', respondTime: '20240513091240262' },
  };

  assert.equal(
    netLine(call),
    '{"infno":"2207","msgid":"H99010100001202405130912421037","inf_time":"2024-05-13 09:12:41","cost_ms":379,"infcode":"0","inf_refmsgid":"990100202405130912390000000017","refmsg_time":"20240513091239883","respond_time":"20240513091240262","err_msg":""}',
  );
  assert.match(netLine({ ...call, infcode: null, errMsg: 'timeout' }), /"infcode":null/);
  assert.equal(
    hisEntries(call).join('\r\n'),
    '2024-05-13 09:12:41.Info.请求交易业务代码：2207\r\n\r\n2024-05-13 09:12:41.Info.请求交易出参：{"infcode":"0","refmsg_time":"20240513091239883","respond_time":"20240513091240262","err_msg":"","output":"***"}\r\n',
  );
});

test('download runs are written as the examples have them', () => {
  const run = {
    ...{ subject: '目录 1301', version: '20240513001', announced: 212_340, rows: 212_338 },
    ...{ bytes: 9100, seconds: 40 },
  };
  const line = (result: 'ok' | 'failed' | 'partial' | 'deadline' | 'checksum') =>
    downloadLine(at('00:49:30.911'), { ...run, result }).replace(/^.*download - /, '');

  assert.equal(
    line('partial'),
    '目录 1301 版本=20240513001 data_cnt=212340 实收=212338 耗时=40s 行数不符',
  );
  assert.equal(line('checksum'), '目录 1301 版本=20240513001 耗时=40s 校验=失败');
  assert.equal(line('deadline'), '目录 1301 版本=20240513001 已过下载期限');
  assert.equal(line('failed'), '目录 1301 版本=20240513001 下载失败');
  assert.match(line('ok'), /data_cnt=212340 行数=212338 大小=9100 耗时=40s 校验=OK$/);
});

test('a made-up person is always the same, looks made up, and has a valid check digit', () => {
  for (let serial = 0; serial < 200; serial += 1) {
    const { name, idNo, cardNo, mobile } = person(serial);
    const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const sum = weights.reduce((total, weight, at) => total + weight * Number(idNo[at]), 0);

    assert.deepEqual(person(serial).idNo, idNo);
    assert.match(name, /^测试..$/);
    assert.match(idNo, /^990101(19|20)\d{9}[\dX]$/);
    assert.equal(idNo[17], '10X98765432'[sum % 11]);
    assert.match(cardNo, /^99\d{10}$/);
    assert.match(mobile, /^1990000\d{4}$/);
  }
});

test('masked bodies hold the tokens and nobody, made-up persons stand only where they are asked for', () => {
  const { name, idNo, cardNo, mobile } = person(7);
  const all = (bodies: Bodies): string =>
    [
      bodies.card(7),
      bodies.personInfo(7, true),
      bodies.divideRequest(7, '1'),
      bodies.divideAnswer(['0', '5']),
      bodies.trade(7, '990100010A261123000001'),
      bodies.national(7) ?? '',
    ].join(' ');
  const [masked, synthetic] = [all(new Bodies('tokens', 0)), all(new Bodies('synthetic', 0))];

  for (const personal of [name, idNo, cardNo, mobile, '990100010A261123000001']) {
    assert.ok(!masked.includes(personal));
    assert.ok(synthetic.includes(personal));
  }
  for (const token of ['<isspecifiedhosp>0<', '<billstype>1<', '<feeitem><state>5<']) {
    assert.ok(masked.includes(token));
    assert.ok(synthetic.includes(token));
  }
  assert.equal(new Bodies('tokens', 500).card(7).length, 500);
});

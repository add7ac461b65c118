import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Call, DownloadRun, Findings } from '../call.ts';
import { InsuranceSettings, type LogFormatName } from '../settings.ts';
import { logFormat } from './index.ts';

const { codes } = InsuranceSettings.parse({});

/** What a format finds in lines; calls as one word each: `trade 712 ok` with what else is set behind it. */
function found(format: LogFormatName, lines: readonly string[]): readonly string[] {
  const all: string[] = [];
  const findings: Findings = {
    call: (call) => all.push(callText(call)),
    error: (code) => all.push(`error ${code}`),
    download: (run) => all.push(runText(run)),
    torn: () => all.push('torn'),
  };
  const reader = logFormat(format).start(findings, codes);
  for (const line of lines) reader.take(line);
  return all;
}

function callText(call: Call): string {
  const flags = [
    call.hasAnswer ? '' : 'unanswered',
    call.isSuccess ? 'success' : '',
    call.errors.length > 0 ? `errors ${call.errors}` : '',
    call.hasWarning ? 'warning' : '',
    call.isOffline ? 'offline' : '',
    call.settles ? 'settles' : '',
    call.items.length > 0 ? `items ${call.items.join('')}` : '',
    call.reversal === undefined ? '' : `reversal ${call.reversal}`,
    call.cardFailure ?? '',
    call.isDuplicateSubmit ? 'duplicate' : '',
  ].filter((flag) => flag !== '');
  return [call.txn ?? '?', call.durationMs ?? '-', ...flags].join(' ');
}

function runText({ dataset, result, durationSeconds, expectedRows }: DownloadRun): string {
  return [dataset, result, durationSeconds ?? '-', expectedRows ?? '-'].join(' ');
}

const at = (second: string, thread = '12') =>
  `2024-05-13 09:12:${second},118 [${thread}] INFO  sscardLog - `;
const answer = (method: string, ms: number, body: string) =>
  `[社保接口] [${method}] 耗时:${ms}毫秒 接收内容:${body}`;
const good = '<root version="2.003"><state success="true"/><output>***</output></root>';

describe('the Beijing log', () => {
  test('tells method, duration and success of a call', () => {
    assert.deepEqual(
      found('beijing', [
        `${at('40')}${answer('Open', 186, '<root version="2.003"><state success="true"/></root>')}`,
      ]),
      ['open_device 186 success'],
    );
  });

  test('a warning of a trade makes it an offline one, on its own thread only', () => {
    const offline = `${at('41')}${answer('GetPersonInfo', 1341, '<?xml version="1.0" encoding="utf16"?><root version="2.003"><state success="true"><warning no="1" info="与医保中心通讯中断"/></state><output>***</output></root>')}`;
    const trade = (thread: string) => `${at('43', thread)}${answer('Trade', 712, good)}`;
    assert.deepEqual(found('beijing', [offline, trade('13'), trade('12'), trade('12')]), [
      'person_info 1341 success warning offline',
      'trade 712 success settles',
      'trade 712 success offline settles',
      'trade 712 success settles',
    ]);
  });

  test('a person of the local red list makes it an offline one', () => {
    const local = `${at('41')}${answer('GetPersonInfo', 9, '<root><state success="true"/><output><net><isspecifiedhosp>0</isspecifiedhosp></net></output></root>')}`;
    const trade = `${at('43')}${answer('Trade', 712, good)}`;
    assert.equal(found('beijing', [local, trade])[1], 'trade 712 success offline settles');
  });

  test('a Trade is a registration when its Divide sent bill type 1', () => {
    const sent = `${at('41')}[社保接口] [Divide] 发送内容: <root version="2.003" sender="SIM"><billstype>1</billstype>***</root>`;
    const trade = `${at('43')}${answer('Trade', 712, good)}`;
    assert.deepEqual(found('beijing', [sent, trade]), ['register 712 success settles']);
  });

  test('errors keep their numbers, cards the kind of their failure', () => {
    const lines = [
      ['1', '读卡失败,请插入社保卡!'],
      ['2', '该卡片已经挂失,不能使用!'],
      ['11', 'PSAM卡异常'],
      ['110105199001011234', '未知'],
    ].map(
      ([no, info]) =>
        `${at('02')}${answer('GetCardInfo', 240, `<root><state success="false"><error no="${no}" info="${info}"/></state></root>`)}`,
    );
    assert.deepEqual(found('beijing', lines), [
      'read_card 240 errors 1 no_card',
      'read_card 240 errors 2 lost_card',
      'read_card 240 errors 11 psam',
      'read_card 240 errors other other',
    ]);
  });

  test('items of a split bill are counted by state, in elements or attributes', () => {
    const body =
      '<root><state success="true"/><output><feeitem><state>0</state></feeitem><feeitem itemno="3" state="2"/><feeitem><state>9</state></feeitem></output></root>';
    assert.deepEqual(found('beijing', [`${at('42')}${answer('Divide', 389, body)}`]), [
      'divide 389 success items 02other',
    ]);
  });

  test('a state query is a reversal', () => {
    const state = (word: string) =>
      `${at('00')}${answer('CommitTradeState', 310, `<root><state success="true"/><output><tradestate>${word}</tradestate></output></root>`)}`;
    assert.deepEqual(
      found('beijing', [state('ok'), state('cancel'), state('unknown'), state('张三')]),
      [
        'state_query 310 success reversal ok',
        'state_query 310 success reversal ok',
        'state_query 310 success reversal unknown',
        'state_query 310 success reversal failed',
      ],
    );
  });

  test('no answer is a time-out, said or not', () => {
    const lines = [
      `${at('12')}[社保接口] [Trade] 耗时:10002毫秒 超时`,
      `${at('13')}${answer('Divide', 10001, '')}`,
      `${at('14')}${answer('Open', 1, good)}`,
    ];
    assert.deepEqual(found('beijing', lines), [
      'trade 10002 unanswered settles',
      'divide 10001 unanswered',
      'open_device 1 success',
    ]);
  });

  test('answers that are no XML are read as well', () => {
    const body =
      '<root version="2.003"><state success="true"/><output><operator>***</feeno></output></root>';
    assert.deepEqual(found('beijing', [`${at('12')}${answer('Trade', 5, body)}`]), [
      'trade 5 success settles',
    ]);
  });

  test('an answer may stand on several lines', () => {
    const lines = [
      `${at('12')}${answer('Trade', 5, '<root version="2.003">')}`,
      '  <state success="true">',
      '',
      '  </state>',
      '</root>',
      'stack trace',
      `${at('13')}${answer('Open', 1, good)}`,
    ];
    assert.deepEqual(found('beijing', lines), ['trade 5 success settles', 'open_device 1 success']);
  });

  test('a torn entry never counts, the one behind it on the same line does', () => {
    const whole = `${at('12')}${answer('Trade', 5, good)}`;
    const cut = whole.slice(0, -20);
    assert.deepEqual(found('beijing', [`${cut}${whole}`, cut, whole]), [
      'torn',
      'trade 5 success settles',
      'torn',
      'trade 5 success settles',
    ]);
  });

  test('methods outside the list are no transactions', () => {
    assert.deepEqual(found('beijing', [`${at('12')}${answer('GetZhangSan', 5, good)}`]), [
      '? 5 success',
    ]);
  });

  test('what a reader remembers goes over a restart and holds no text', () => {
    const offline = `${at('41', 'card 990000000017')}${answer('GetPersonInfo', 1341, '<root><state success="true"><warning no="1" info="x"/></state><output><personname>测试一</personname></output></root>')}`;
    const half = `${at('43', 'card 990000000017')}${answer('Trade', 712, '<root version="2.003"><output><personname>测试一</personname>')}`;
    const calls: string[] = [];
    const findings: Findings = {
      call: (call) => calls.push(callText(call)),
      error() {},
      download() {},
      torn() {},
    };
    const first = logFormat('beijing').start(findings, codes);
    first.take(offline);
    first.take(half);
    const kept = JSON.stringify(first.context());
    const second = logFormat('beijing').start(findings, codes, JSON.parse(kept));
    second.take('<state success="true"/></root>');
    assert.equal(calls[1], 'trade 712 success offline settles');
    assert.doesNotMatch(kept, /测试|9900000000/);
  });
});

describe('the national log', () => {
  const line = (infno: string, rest: string) =>
    `{"infno":"${infno}","msgid":"H99010100001202405130912421037",${rest}}`;

  test('tells number, duration and result', () => {
    const lines = [
      line(
        '2207',
        '"cost_ms":379,"infcode":"0","output":{"setlinfo":{"infcode":"-1","psn_name":"测试"}},"err_msg":""',
      ),
      line('1101', '"infcode":"10001","err_msg":"未参保","cost_ms":"80"'),
      line('2207', '"cost_ms":10000,"infcode":null,"err_msg":"timeout"'),
      line('2601', '"infcode":0'),
      line('2101', '"infcode":0'),
      line('2204', '"infcode":"10004","err_msg":"频繁的提交"'),
    ];
    assert.deepEqual(found('national', lines), [
      'trade 379 success settles',
      'person_info 80 errors 10001',
      'trade 10000 unanswered settles',
      'reverse - success reversal ok',
      '? - success',
      'divide - errors 10004 duplicate',
    ]);
  });

  test('a torn object never counts, the one behind it on the same line does', () => {
    const whole = line('2207', '"cost_ms":379,"infcode":"0"');
    assert.deepEqual(
      found('national', [`${whole.slice(0, 60)}${whole}`, whole.slice(0, -1), `${whole}${whole}`]),
      [
        'torn',
        'trade 379 success settles',
        'torn',
        'trade 379 success settles',
        'trade 379 success settles',
      ],
    );
  });

  test('the form of an HIS joins a request with the next answer', () => {
    const lines = [
      '2024-05-13 09:12:41.Info.请求交易业务代码：2207',
      '',
      '2024-05-13 09:12:42.Info.请求交易出参：{"infcode":"0","err_msg":"","output":"***"}',
      '',
      '2024-05-13 09:12:42.Info.请求交易出参：{"infcode":"0"}',
    ];
    assert.deepEqual(found('his', lines), ['trade - success settles', 'torn']);
  });
});

test('the error log becomes words of the code table', () => {
  const line = (text: string) => `2024-05-13 09:13:55,020 [07] ERROR ${text}`;
  assert.deepEqual(
    found('error', [
      line(
        '医保com处理服务错误 Timeout expired. The timeout period elapsed prior to obtaining a connection from the pool.',
      ),
      line('医保com处理服务错误：等待10秒'),
      line('医保com处理服务错误 COM'),
      line('张三 990000000017'),
      '   at stack trace',
    ]),
    ['error pool_timeout', 'error worker_sleep', 'error worker_error', 'error other'],
  );
});

test('the download log tells what became of each run', () => {
  const line = (text: string) => `2024-05-13 00:47:12,300 [03] INFO  download - ${text}`;
  assert.deepEqual(
    found('download', [
      line('红名单 版本=20240513001 类型=增量 行数=38211 大小=1986532 耗时=41s 校验=OK'),
      line('目录 1301 版本=20240513001 data_cnt=212340 实收=212338 耗时=40s 行数不符'),
      line('目录 1305 版本=20240513001 耗时=12s 校验=失败'),
      line('政策 版本=20240513001 已过下载期限'),
      line('红名单 版本=20240513001 下载失败'),
      line('红名单 开始下载'),
    ]),
    [
      'redlist ok 41 -',
      'catalog_drug partial 40 212340',
      'catalog_service checksum 12 -',
      'policy deadline - -',
      'redlist failed - -',
    ],
  );
});

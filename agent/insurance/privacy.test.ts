import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { jsonLog } from '../../lib/json-log.ts';
import { tempDir } from '../../test/support/temp-dir.ts';
import { watch } from '../../test/support/watched-insurance.ts';
import { checkLog } from './check-log.ts';
import { InsuranceSettings } from './settings.ts';

/** Persons that cannot be: surname 测试, region 990101, cards that begin with 99, telephones 1990000…. */
interface Person {
  readonly name: string;
  readonly id: string;
  readonly oldId: string;
  readonly card: string;
  readonly letterCard: string;
  readonly mobile: string;
  readonly tradeNo: string;
}

const digits = (count: number) =>
  fc.integer({ min: 0, max: 10 ** count - 1 }).map((number) => String(number).padStart(count, '0'));
const character = fc
  .integer({ min: 0x4e00, max: 0x9fa5 })
  .map((point) => String.fromCodePoint(point));
const person = fc
  .record({
    given: fc.tuple(character, character).map((two) => two.join('')),
    born: fc.integer({ min: -14_000, max: 19_000 }).map((day) => new Date(day * 86_400_000)),
    serial: digits(3),
    card: digits(10),
    letter: digits(9),
    mobile: digits(4),
    trade: digits(6),
  })
  .map(({ given, born, serial, card, letter, mobile, trade }): Person => {
    const birthday = born.toISOString().slice(0, 10).replaceAll('-', '');
    return {
      name: `测试${given}`,
      id: withCheckDigit(`990101${birthday}${serial}`),
      oldId: `990101${birthday.slice(2)}${serial}`,
      card: `99${card}`,
      letterCard: `99${letter}S`,
      mobile: `1990000${mobile}`,
      tradeNo: `990100010A240513${trade}`,
    };
  });

/** GB 11643. */
function withCheckDigit(id17: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = [...id17].reduce(
    (all, digit, index) => all + Number(digit) * (weights[index] ?? 0),
    0,
  );
  return id17 + '10X98765432'.charAt(sum % 11);
}

/** As they are written by people and programs. */
function valuesOf({
  name,
  id,
  oldId,
  card,
  letterCard,
  mobile,
  tradeNo,
}: Person): readonly string[] {
  const spaced = `${mobile.slice(0, 3)} ${mobile.slice(3, 7)} ${mobile.slice(7)}`;
  return [name, id, oldId, card, letterCard, mobile, spaced, spaced.replaceAll(' ', '-'), tradeNo];
}

const stamp = '2024-05-13 09:12:42,422';

function beijingLines(p: Person): readonly string[] {
  const body = `<output><ic><card_no>${p.card}</card_no><id_no>${p.id}</id_no><personname>${p.name}</personname></ic><net>${p.mobile}</net><tradeinfo><tradeno>${p.tradeNo}</tradeno><tradestate>${p.name}</tradestate></tradeinfo><feeitem state="${p.letterCard}"><state>${p.oldId}</state></feeitem></output>`;
  const answer = (state: string) => `接收内容:<root version="${p.card}">${state}${body}</root>`;
  const good = answer('<state success="true"/>');
  const bad = answer(
    `<state success="false"><error no="${p.card}" info="${p.name} ${p.id}"/><warning no="${p.mobile}" info="${p.tradeNo}"/></state>`,
  );
  return [
    ...['Divide', 'Trade', 'CommitTradeState', p.card, p.name].map(
      (method) => `${stamp} [12] INFO  x - [社保接口] [${method}] 耗时:389毫秒 ${good}`,
    ),
    `${stamp} [${p.card}] WARN  ${p.name} - [社保接口] [GetCardInfo] 耗时:${p.mobile}毫秒 ${bad}`,
    `${stamp} [${p.name}] WARN  ${p.mobile} - [社保接口] [Open] 耗时:3毫秒 ${bad}`,
    `${stamp} [12] INFO  x - [社保接口] [Divide] 发送内容: <root sender="${p.name}"><id_no>${p.id}</id_no>`,
    `${p.name} ${p.id} ${p.card}`,
    `${stamp} [12] INFO  x - [社保接口] [Trade] 耗时:1毫秒 ${good.slice(0, 90)}`,
  ];
}

function nationalLines(p: Person): readonly string[] {
  const envelope = { opter_name: p.name, opter: p.card, sign_no: p.tradeNo, cainfo: p.id };
  return [
    {
      ...envelope,
      infno: '1101',
      infcode: p.card,
      err_msg: `${p.name} ${p.id}`,
      output: { psn_name: p.name, certno: p.id, tel: p.mobile },
    },
    {
      ...envelope,
      infno: p.letterCard,
      infcode: '0',
      inf_time: p.name,
      cost_ms: p.mobile,
      warn: p.id,
    },
    {
      infno: '2207',
      infcode: -Number(p.mobile),
      [p.name]: p.card,
      [p.id]: [p.name, { [p.mobile]: p.tradeNo }],
    },
  ].map((each) => JSON.stringify(each));
}

function errorLines(p: Person): readonly string[] {
  return [
    `${stamp} [${p.card}] ERROR ${p.name} 身份证 ${p.id} 医保com处理服务错误 ${p.mobile} ${p.tradeNo}`,
  ];
}

function downloadLines(p: Person): readonly string[] {
  return [
    `${stamp} [03] INFO  download - 红名单 版本=${p.id} 类型=${p.name} 行数=${p.card} 大小=${p.tradeNo} 耗时=4s 校验=OK`,
    `${stamp} [03] INFO  download - 目录 ${p.card} 版本=${p.name} 行数不符 ${p.mobile}`,
  ];
}

/** Small files of which the last person is all there is to read. */
function smallFiles(p: Person): Readonly<Record<string, string>> {
  const object = JSON.stringify({
    ...p,
    valid: p.name,
    version: p.id,
    rows: p.card,
    finishedAt: p.mobile,
  });
  return {
    [`upload/pending/trade/${p.tradeNo}.xml`]: p.name,
    [`upload/failed/refund/${p.name}.xml`]: p.id,
    [`download/${p.name}-${p.id}.zip`]: p.name,
    'data/redlist/CURRENT': p.id,
    'data/policy/CURRENT': '20240513001',
    'data/policy/20240513001/manifest.json': `{"version": "${p.name}", ${p.id}`,
    'data/catalog_drug/CURRENT': '20240513001',
    'data/catalog_drug/20240513001/manifest.json': object,
    'run/sign-in.json': object,
    [`run/card-readers/${p.card}`]: '',
    [`run/card-readers/${p.name}`]: '',
    'run/settle_core.pid': p.card,
    'app/settle_core/VERSION': p.letterCard,
    'app/card_service/VERSION': p.name,
    'app/SHA256SUMS': `${'0'.repeat(64)}  ${p.name}-${p.id}.dll\n`,
    'cert/tls.pem': `${p.name} ${p.id}`,
    [`backup/${p.name}.bak`]: p.id,
    [`run/status/${p.name}.json`]: object,
    'run/status/settle.json': `{"samples": [{"name": "${p.name}", ${p.card}`,
  };
}

/** Bodies that must be refused, each for another reason. */
function pushes(p: Person): readonly string[] {
  const one = (each: object) => JSON.stringify({ samples: [each] });
  return [
    `{"${p.name}": "${p.id}", ${p.card}}`,
    one({ name: p.name, value: 1 }),
    one({ name: 'yibao_worker_busy', value: p.id }),
    one({ name: 'yibao_worker_busy', value: 1, [p.name]: p.card }),
    one({ name: 'yibao_worker_busy', value: 1, labels: { [p.name]: p.mobile } }),
    one({ name: 'yibao_upload_queue_length', value: 1, labels: { queue: p.name } }),
    one({
      name: 'yibao_component_version_info',
      value: 1,
      labels: { component: 'signer', version: p.id },
    }),
    one({
      name: 'yibao_component_version_info',
      value: 1,
      labels: { component: 'signer', version: p.card },
    }),
    one({ name: 'yibao_card_reader_up', value: 1, labels: { reader: p.mobile } }),
    one({ name: 'yibao_card_read_failures_total', value: 1, labels: { kind: p.name } }),
  ];
}

const logFiles = {
  'log/trade/20240513/09.txt': beijingLines,
  'log/net/20240513/09.txt': nationalLines,
  'log/error/20240513/09.txt': errorLines,
  'log/download/20240513/09.txt': downloadLines,
} as const;

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** Puts persons into all sources and gives back everything the agent says. */
async function said(t: TestContext, persons: readonly Person[]): Promise<string> {
  const root = tempDir(t);
  const [last] = persons.slice(-1);
  assert.ok(last);
  for (const [path, lines] of Object.entries(logFiles))
    write(root, path, `${persons.flatMap(lines).join('\r\n')}\r\n`);
  for (const [path, text] of Object.entries(smallFiles(last))) write(root, path, text);
  write(root, 'token', 'secret-token\n');
  const peer = createServer((_request, response) =>
    response.end(
      JSON.stringify({
        ...last,
        active: true,
        role: last.name,
        versions: { [last.name]: last.id },
      }),
    ),
  );
  await new Promise<void>((resolve) => peer.listen(0, '127.0.0.1', resolve));
  t.after(() => peer.close());
  const url = `http://127.0.0.1:${(peer.address() as AddressInfo).port}/ha`;
  const lines: string[] = [];
  const settings = {
    pair: { role: 'primary', own: url, peer: url },
    push: { listen: '127.0.0.1:0', tokenFile: join(root, 'token') },
  };
  const stateDir = join(root, 'state');
  const agent = watch({
    root,
    stateDir,
    settings,
    log: jsonLog('agent', (line) => lines.push(line)),
  });
  const failures = await agent.background.run();
  const answers = await pushAll(agent.insurance.pushPort ?? 0, pushes(last));
  agent.insurance.save();
  const page = JSON.stringify(agent.insurance.file());
  const checks = Object.keys(logFiles).map((path) =>
    checkLog({
      path: join(root, path),
      encoding: 'auto',
      codes: InsuranceSettings.parse({}).codes,
    }),
  );
  agent.insurance.close();
  peer.closeAllConnections();
  const state = readFileSync(join(stateDir, 'insurance.json'), 'utf8');
  assert.match(page, /yibao_txn_total/); // it has looked
  return [page, state, ...lines, ...failures, ...answers, ...checks].join('\n');
}

async function pushAll(port: number, bodies: readonly string[]): Promise<readonly string[]> {
  const all: string[] = [];
  for (const body of bodies) {
    const headers = { authorization: 'Bearer secret-token', 'content-type': 'application/json' };
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/push/his`, {
      method: 'POST',
      headers,
      body,
    });
    all.push(`${answer.status} ${await answer.text()}`);
  }
  return all;
}

describe('no name, card, identity, telephone or trade number', () => {
  const runs = 23;
  const personsPerRun = 500;

  test(`of ${runs * personsPerRun * 9} values in all sources is in metrics, log, errors, answers or the state on disk`, async (t) => {
    let values = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(person, { minLength: personsPerRun, maxLength: personsPerRun }),
        async (persons) => {
          const everything = await said(t, persons);
          assert.doesNotMatch(everything, /测试/);
          const leaked = persons.flatMap(valuesOf).filter((value) => everything.includes(value));
          values += persons.length * 9;
          assert.deepEqual(leaked, []);
        },
      ),
      { numRuns: runs, endOnFailure: true, includeErrorInReport: true },
    );
    assert.ok(values >= 100_000, `${values} values`);
  });
});

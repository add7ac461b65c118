import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { silentLog } from '../../lib/json-log.ts';
import { FakeClock } from '../../test/support/fake-clock.ts';
import { Emergency } from './emergency.ts';
import { noNames } from './names.ts';
import { calling } from './scenarios/calling.ts';
import { InboxChannel } from './scenarios/inbox-channel.ts';

const start = Date.parse('2026-05-13T09:12:00+08:00');

function emergency() {
  const clock = new FakeClock(start);
  const channels = [
    new InboxChannel('sms', () => clock.now()),
    new InboxChannel('mail', () => clock.now()),
  ];
  const person = { name: 'duty-1', languages: ['zh'], email: 'a@b', mobile: '1' } as const;
  const planning = () => ({
    ...{ people: new Map([['duty-1', person]]), ...calling('duty-1'), names: noNames },
    ...{
      timeZone: 'Asia/Shanghai',
      consoleUrl: 'http://127.0.0.1:1',
      signature: '【医保运维】',
      holdPerRoundMs: 300_000,
    },
  });
  const parts = { clock, log: silentLog, channels, planning, afterMs: 180_000 };
  const check = async (minute: number, isAway: boolean) => {
    clock.moveTo(start + minute * 60_000);
    await one.check(isAway);
  };
  const one = new Emergency(parts);
  const texts = () => channels.flatMap(({ arrived }) => arrived.map(({ text }) => text));
  return { check, texts, channels };
}

describe('emergency', () => {
  test('a database that stays away is told once on every channel, and so is its return', async () => {
    const { check, texts } = emergency();

    for (const minute of [0, 2, 3, 4, 5]) await check(minute, true);
    await check(20, false);
    await check(21, false);

    const [alarm, recovery, ...mails] = texts();
    assert.match(
      alarm ?? '',
      /^【医保运维】紧急，监控系统：告警数据库不可用，09:12起。查数据库并看大屏。单号/,
    );
    assert.match(
      recovery ?? '',
      /^【医保运维】恢复，监控系统：告警数据库不可用，09:32恢复，历时20分钟。/,
    );
    assert.equal(mails.length, 2);
  });

  test('a short absence is nobody’s business', async () => {
    const { check, texts } = emergency();

    await check(0, true);
    await check(2, true);
    await check(2.5, false);
    await check(4, true);
    await check(6, true);

    assert.deepEqual(texts(), []);
  });

  test('two outages have different messages, so that no far end takes one for the other', async () => {
    const { check, channels } = emergency();

    for (const minute of [0, 3]) await check(minute, true);
    await check(4, false);
    for (const minute of [10, 13]) await check(minute, true);

    const ids = channels.flatMap(({ arrived }) => arrived.map(({ id }) => id));
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(ids.length, 6);
  });
});

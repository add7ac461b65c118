import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemClock } from '../lib/clock.ts';
import { LinuxHost } from './host/linux-host.ts';
import { OwnProcess } from './own-process.ts';

test('the agent knows its private memory, its heap and how busy it is, and looks once a minute', () => {
  let now = 0;
  const host = new LinuxHost({ clock: { now: systemClock.now, monotonic: () => now } });
  const process = new OwnProcess(host);

  const first = process.look();
  const same = process.look();
  now += 60_000;
  const later = process.look();

  assert.ok((first.rssAnonBytes ?? 0) > 1_000_000, `${first.rssAnonBytes}`);
  assert.ok(first.heapUsedBytes > 1_000_000);
  assert.ok(later.eventLoopUtilization >= 0 && later.eventLoopUtilization <= 1);
  assert.equal(same, first);
  assert.notEqual(later, first);
});

test('no private memory is told where the system does not say it', () => {
  const host = new LinuxHost({ clock: systemClock, root: '/nowhere', pageSize: 4096 });

  assert.equal(new OwnProcess(host).look().rssAnonBytes, undefined);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { collectors } from './collectors/index.ts';
import { enabledCollectors } from './enabled-collectors.ts';

const names = (choice: { enable?: string[]; disable?: string[] }, os: 'linux' | 'windows') =>
  enabledCollectors(collectors, { enable: [], disable: [], ...choice }, os).map(({ name }) => name);

test('what is dear is off until it is asked for; what is not wanted can be left out', () => {
  const byDefault = names({}, 'linux');

  assert.ok(!byDefault.includes('interrupts') && byDefault.includes('cpu'));
  assert.deepEqual(names({ enable: ['interrupts'] }, 'linux').length, byDefault.length + 1);
  assert.ok(!names({ disable: ['cpu'] }, 'linux').includes('cpu'));
});

test('what reads /proc is not started on Windows', () => {
  assert.ok(!names({}, 'windows').includes('loadavg'));
  assert.ok(names({}, 'windows').includes('time'));
});

test('names that do not exist are told all at once, with those that do', () => {
  assert.throws(
    () => names({ enable: ['cpus'], disable: ['disks'] }, 'linux'),
    /cpus: no such collector; expected one of arp, .*\n.*disks: no such collector/,
  );
});

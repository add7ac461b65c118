import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readSettings } from '../settings.ts';
import { statusTable } from './status.ts';
import { totalsOf } from './test.ts';
import { welcome } from './welcome.ts';

describe('the table of status', () => {
  const settings = readSettings('/nowhere', []);
  const program = { name: 'center', restarts: 2, address: 'http://127.0.0.1:8440/', note: '' };
  const launcher = { pid: 7, startTicks: 1 };

  test('shows each program in a line, with what is wrong', () => {
    const now = 1_000_000_000;
    const text = statusTable(
      {
        ...{ launcher, settings, startedAt: now - 93_600_000, readyAt: now },
        programs: [
          {
            ...{ ...program, phase: 'healthy', startedAt: now - 65_000 },
            process: { pid: 41, startTicks: 1 },
          },
          { ...program, name: 'notifier', phase: 'waiting', note: 'was ended by SIGKILL\nmore' },
        ],
      },
      now,
    );

    assert.match(text, /^ready, up for 1 d 2 h \(launcher pid 7\)/);
    assert.match(text, /center +healthy +41 +1 min +2 +http:\/\/127\.0\.0\.1:8440\//);
    assert.match(text, /notifier +waiting +- +- +2 +\S+ +was ended by SIGKILL$/m);
  });
});

describe('the sum of the tests', () => {
  test('adds up what every suite has printed', () => {
    const output =
      '12 of 15 tests passed, 2 skipped, 30 ms\nnoise\n5 of 5 tests passed, 0 skipped, 1 ms\n';

    assert.deepEqual(totalsOf(output), { passed: 17, failed: 1, skipped: 2 });
  });
});

describe('the welcome', () => {
  test('shows the commands with the data folder, when it is another one', () => {
    const text = welcome(readSettings('/nowhere', [['data', '/srv/y']]), 6000);

    assert.match(text, /\.\/yibao --data \/srv\/y simulate heal/);
    assert.match(text, /http:\/\/127\.0\.0\.1:8440\//);
  });
});

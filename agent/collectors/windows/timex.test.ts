import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpWindows } from '../../../test/support/made-up-windows.ts';
import { NoDataError } from '../../host/no-data-error.ts';
import { timex } from './timex.ts';

const w32tm = (output: string, exitCode = 0) => ({ clock: { w32tm: { exitCode, output } } });

for (const [output, expected] of [
  ['Leap Indicator: 0(no warning)\r\nStratum: 3\r\n', 1],
  ['Leap Indicator: 3(not synchronized)\r\nStratum: 0\r\n', 0],
  ['Leap 指示符: 0(无警告)\r\n', 1],
  ['Leap 指示符: 3(未同步)\r\n', 0],
  ['跃点指示器： 1(最后一分钟有 61 秒)\r\n', 1],
  ['\r\nLeap Indicator: 3\r\n', 0],
] as const) {
  test(`${JSON.stringify(output)} is ${expected === 1 ? '' : 'not '}synchronized`, async () => {
    assert.deepEqual(await madeUpWindows(timex, w32tm(output)).samples(), {
      node_timex_sync_status: expected,
    });
  });
}

test('the offset is told by itself, in seconds', async () => {
  assert.deepEqual(await madeUpWindows(timex, { clock: { offsetMicroseconds: 2500 } }).samples(), {
    node_timex_offset_seconds: 0.0025,
  });
});

test('a time service that is stopped, or may not be asked, is no data', async () => {
  const answers = w32tm('The following error occurred: (0x80070005)', 2147942405);

  await assert.rejects(madeUpWindows(timex, answers).samples(), NoDataError);
});

test('another text is a failure that tells it', async () => {
  await assert.rejects(
    madeUpWindows(timex, w32tm('hello')).samples(),
    /leap indicator, got "hello"/,
  );
});

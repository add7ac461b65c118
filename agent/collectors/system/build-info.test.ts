import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { version } from '../../version.ts';
import { buildInfo } from './build-info.ts';

test('names version, runtime and architecture as node_exporter would', (t) => {
  const [series = ''] = Object.keys(madeUpMachine(t, buildInfo, {}).samples());

  assert.match(series, /^node_exporter_build_info\{goarch="\w+",goos="linux",goversion="node-v\d+/);
  assert.match(series, new RegExp(`,version="${version}"\\}$`));
});

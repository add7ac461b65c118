import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpWindows } from '../../../test/support/made-up-windows.ts';
import { os } from './os.ts';

test('newer releases have a display version; what the registry does not hold is left out', async () => {
  const release = {
    ProductName: 'Windows Server 2022 Datacenter',
    DisplayVersion: '21H2',
    ReleaseId: '2009',
    CurrentBuild: '20348',
  };

  const [series] = Object.keys(await madeUpWindows(os, { release }).samples());

  assert.equal(
    series,
    'node_os_info{build_id="20348",id="windows",name="Windows",' +
      'pretty_name="Windows Server 2022 Datacenter",version="21H2",version_id="20348"}',
  );
});

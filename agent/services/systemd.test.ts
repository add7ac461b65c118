import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { ServiceSettings } from './settings.ts';
import { parseUnits, systemdTask } from './systemd.ts';

/** A program in the place of systemctl with answers as version 252 gives them; hand-made. */
function systemctl(t: TestContext, list: string, show: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'yibao-systemd-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'systemctl');
  writeFileSync(join(folder, 'list-units'), list);
  writeFileSync(join(folder, 'show'), show);
  writeFileSync(path, `#!/bin/sh\necho "$@" >> ${folder}/asked\ncat ${folder}/$1\n`, {
    mode: 0o755,
  });
  return path;
}

async function run(t: TestContext, list: string, show: string) {
  const settings = ServiceSettings.parse({
    units: ['settle-core.service', 'nowhere.service'],
    systemctl: systemctl(t, list, show),
  });
  const samples = await systemdTask(settings).run(new AbortController().signal);
  return Object.fromEntries(
    samples.map(({ metric, value, labels }) => [[metric.name, ...labels].join(' '), value]),
  );
}

const list = `settle-core.service        loaded    active   running Settlement core
● backup.service           loaded    failed   failed  Nightly backup
ssh.socket                 loaded    inactive dead    OpenBSD Secure Shell server socket
nowhere.service            not-found inactive dead    nowhere.service
`;
const show = `Id=settle-core.service
Type=notify
ActiveState=active
LoadState=loaded
NRestarts=3

Id=nowhere.service
Type=
ActiveState=inactive
LoadState=not-found

Id=backup.service
Type=oneshot
ActiveState=failed
LoadState=loaded
NRestarts=0
`;

describe('systemd units', () => {
  test('of the configuration are told in five states, failed ones too', async (t) => {
    const found = await run(t, list, show);

    assert.equal(found['node_systemd_unit_state settle-core.service active notify'], 1);
    assert.equal(found['node_systemd_unit_state settle-core.service failed notify'], 0);
    assert.equal(found['node_systemd_unit_state backup.service failed oneshot'], 1);
    assert.equal(found['node_systemd_service_restart_total settle-core.service'], 3);
    assert.equal(found['node_systemd_units active'], 1);
    assert.equal(found['node_systemd_units inactive'], 1);
  });

  test('that do not exist are not called inactive', async (t) => {
    const found = await run(t, list, show);

    assert.ok(!Object.keys(found).some((key) => key.includes('nowhere')));
  });

  test('are absent when systemctl cannot be asked', async () => {
    const settings = ServiceSettings.parse({ systemctl: '/nowhere/systemctl' });

    await assert.rejects(systemdTask(settings).run(new AbortController().signal), /not started/);
  });

  test('an empty list is an empty list', () => {
    assert.deepEqual(parseUnits('\n'), []);
  });
});

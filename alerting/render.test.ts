import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { tempDir } from '../test/support/temp-dir.ts';
import { renderAlertmanager } from './render.ts';
import { defaultSettings } from './settings.ts';

test('a login for the relay and STARTTLS are accepted by amtool', (t) => {
  const mail = {
    ...defaultSettings.mail,
    requireTls: true,
    login: { user: 'duty', passwordFile: '/etc/yibao/smtp-password' },
  };
  const file = join(tempDir(t), 'alertmanager.yml');
  writeFileSync(file, renderAlertmanager({ ...defaultSettings, mail }));

  const answer = execFileSync('amtool', ['check-config', file], { encoding: 'utf8' });

  assert.match(answer, /SUCCESS/);
});

test('a time scale shortens every wait and nothing else', () => {
  const normal = renderAlertmanager(defaultSettings);

  const hurried = renderAlertmanager({ ...defaultSettings, timeScale: 10 });

  assert.match(normal, /group_wait: 5s\n {6}group_interval: 15s/);
  assert.match(hurried, /group_wait: 500ms\n {6}group_interval: 1s500ms/);
  assert.match(hurried, /start_time: 08:30/);
});

test('the notifier may live elsewhere', () => {
  const config = renderAlertmanager({ ...defaultSettings, notifierUrl: 'http://127.0.0.1:21301' });

  assert.match(config, /url: http:\/\/127\.0\.0\.1:21301\/watchdog\n/);
  assert.doesNotMatch(config, /9380/);
});

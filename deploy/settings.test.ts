import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { tempDir } from '../test/support/temp-dir.ts';
import { readSettings } from './settings.ts';

describe('settings of the stack', () => {
  test('without a file everything has a default on loopback', () => {
    const settings = readSettings('/nowhere/yibao.yml', []);

    assert.equal(settings.data, '.yibao');
    assert.equal(settings.ports.console, 8440);
    assert.equal(settings.timeScale, 1);
  });

  test('the command line wins over the file, and the offset moves every port', (t) => {
    const file = join(tempDir(t), 'yibao.yml');
    writeFileSync(file, 'ports: {prometheus: 9190, smtp: 2600}\nretention: 3d\n');

    const settings = readSettings(file, [
      ['ports.prometheus', '9290'],
      ['portOffset', '1000'],
    ]);

    assert.equal(settings.ports.prometheus, 10_290);
    assert.equal(settings.ports.smtp, 3600);
    assert.equal(settings.ports.console, 9440);
    assert.equal(settings.retention, '3d');
  });

  test('every mistake is told, with its place', () => {
    const read = () =>
      readSettings('/nowhere/yibao.yml', [
        ['ports.promethius', '1'],
        ['retention', 'for ever'],
        ['timeScale', '0'],
      ]);

    assert.throws(read, /3 mistake(?=[\s\S]*promethius)(?=[\s\S]*such as 15d)(?=[\s\S]*timeScale)/);
  });

  test('an offset that leaves the range of ports is refused', () => {
    assert.throws(
      () => readSettings('/nowhere/yibao.yml', [['portOffset', '57000']]),
      /portOffset 57000 moves .*notifier.* outside/,
    );
  });

  test('a file that is no YAML names the file', (t) => {
    const file = join(tempDir(t), 'yibao.yml');
    writeFileSync(file, 'ports: [\n');

    assert.throws(() => readSettings(file, []), /yibao\.yml/);
  });

  test('an empty file is the same as none', (t) => {
    const file = join(tempDir(t), 'yibao.yml');
    writeFileSync(file, '# nothing yet\n');

    assert.equal(readSettings(file, []).ports.agent, 9101);
  });
});

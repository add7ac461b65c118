import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseCommand } from './arguments.ts';

describe('the command line of the center', () => {
  for (const [line, command] of [
    ['serve', { name: 'serve', config: 'center.yml' }],
    ['migrate --config /etc/c.yml', { name: 'migrate', config: '/etc/c.yml' }],
    [
      'import a.csv b.yml --dry-run',
      { name: 'import', config: 'center.yml', files: ['a.csv', 'b.yml'], dryRun: true },
    ],
    ['--help', { name: 'help' }],
    ['serve -h', { name: 'help' }],
  ] as const) {
    test(`understands: ${line}`, () => {
      assert.deepEqual(parseCommand(line.split(' ')), command);
    });
  }

  for (const [line, reason] of [
    ['', /expected serve, migrate or import, got ""/],
    ['start', /expected serve, migrate or import, got "start"/],
    ['import', /import: expected at least one file/],
    ['serve now', /serve: takes no files/],
    ['migrate --dry-run', /migrate: takes no files and no --dry-run/],
    ['serve --verbose', /Unknown option '--verbose'/],
  ] as const) {
    test(`refuses: ${line === '' ? 'nothing' : line}`, () => {
      assert.throws(() => parseCommand(line.split(' ').filter(Boolean)), reason);
    });
  }
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseCommand } from './command-line.ts';

describe('command line of the notifier', () => {
  for (const [args, expected] of [
    [['--config', 'a.yml'], { kind: 'serve', config: 'a.yml' }],
    [['verify-ledger', '--config', 'a.yml'], { kind: 'verify-ledger', config: 'a.yml' }],
    [['--help'], { kind: 'help' }],
  ] as const) {
    test(`${args.join(' ')} is understood`, () => {
      assert.deepEqual(parseCommand(args), expected);
    });
  }

  for (const [args, reason] of [
    [[], /--config FILE is missing/],
    [['verify-ledger'], /--config FILE is missing/],
    [['erase-ledger', '--config', 'a.yml'], /unknown command erase-ledger/],
    [['--colour'], /--colour/],
  ] as const) {
    test(`${args.join(' ') || 'nothing'} is refused with the reason`, () => {
      assert.throws(() => parseCommand(args), reason);
    });
  }
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseCommandLine } from './command-line.ts';

const parse = (...words: readonly string[]) => parseCommandLine(words, '/nowhere/yibao.yml');

describe('the command line of ./yibao', () => {
  test('options may stand before or behind the command', () => {
    const before = parse('--port-offset', '100', '--data', '/x', 'up');
    const behind = parse('up', '--data=/x', '--port-offset', '100');

    assert.equal(before.command.name, 'up');
    assert.deepEqual(before.invocation, behind.invocation);
    assert.equal(before.invocation.settings.ports.prometheus, 9190);
    assert.equal(before.invocation.layout.stateFile, '/x/state.json');
  });

  test('words of another program are passed on untouched, its options too', () => {
    const { command, invocation } = parse(
      '--data',
      '/x',
      'simulate',
      'heal',
      '--id',
      '3',
      '--help',
    );

    assert.equal(command.name, 'simulate');
    assert.deepEqual(invocation.args, ['heal', '--id', '3', '--help']);
    assert.equal(invocation.layout.data, '/x');
  });

  test('any setting can be set', () => {
    const { invocation } = parse('up', '--set', 'ports.smtp=3025', '--set', 'retention=3d');

    assert.equal(invocation.settings.ports.smtp, 3025);
    assert.equal(invocation.settings.retention, '3d');
  });

  test('--city is the whole city with data of its own, and gives way to what is said besides', () => {
    assert.equal(parse('up', '--city').invocation.settings.fleet, 'full');
    assert.equal(parse('--city', 'simulate', 'faults').invocation.settings.data, '.yibao/city');
    assert.equal(parse('up', '--city', '--data', '/x').invocation.settings.data, '/x');
    assert.equal(parse('up').invocation.settings.fleet, 'small');
  });

  test('without a word there is help', () => {
    assert.equal(parse().command.name, 'help');
    assert.equal(parse('--help').command.name, 'help');
  });

  test('logs takes the short options of tail', () => {
    const { invocation } = parse('logs', 'center', '-f', '-n', '20');

    assert.deepEqual(invocation.args, ['center']);
    assert.deepEqual(invocation.flags, { follow: true, lines: '20' });
  });

  for (const [words, sentence] of [
    [['bogus'], /unknown command bogus/],
    [['up', '--prot-offset', '3'], /prot-offset.*see \.\/yibao help/],
    [['up', '--set', 'ports.smtp'], /expected ports\.prometheus=9190 or the like, got ports\.smtp/],
    [['up', '--port-offset', 'many'], /portOffset/],
  ] as const) {
    test(`${words.join(' ')} is refused with a sentence`, () => {
      assert.throws(() => parse(...words), sentence);
    });
  }
});

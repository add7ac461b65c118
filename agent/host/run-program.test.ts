import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { runProgram } from './run-program.ts';

const sh = (script: string, timeoutMs = 5000) => ({
  path: '/bin/sh',
  args: ['-c', script],
  timeoutMs,
});

describe('running a program', () => {
  test('gives code, output and the beginning of its complaints', async () => {
    const outcome = await runProgram(sh('echo good; echo bad >&2; exit 3'));

    assert.deepEqual(outcome, {
      outcome: 'exited',
      code: 3,
      stdout: Buffer.from('good\n'),
      stderr: 'bad\n',
    });
  });

  test('the environment of the agent does not reach it', async () => {
    const outcome = await runProgram({ path: '/usr/bin/env', args: [], timeoutMs: 5000 });

    assert.equal(outcome.outcome, 'exited');
    const names =
      outcome.outcome === 'exited' ? outcome.stdout.toString().match(/^\w+(?==)/gm) : [];
    assert.deepEqual(names?.toSorted(), ['LC_ALL', 'PATH']);
  });

  test('over time it ends with its whole family', async () => {
    const outcome = await runProgram(sh('sleep 60 & echo $! ; wait', 200));
    await sleep(50);

    assert.deepEqual(outcome, { outcome: 'timeout' });
    const left = await runProgram(sh('pgrep -fx "sleep 60" | wc -l'));
    assert.equal(left.outcome === 'exited' && left.stdout.toString().trim(), '0');
  });

  test('one that ignores TERM is killed', async () => {
    const startedAt = performance.now();

    const outcome = await runProgram(sh('trap "" TERM; while :; do sleep 0.05; done', 100));

    assert.deepEqual(outcome, { outcome: 'timeout' });
    assert.ok(performance.now() - startedAt < 8000);
  });

  test('one that talks too much is ended', async () => {
    const outcome = await runProgram({ ...sh('yes'), maxOutputBytes: 1000 });

    assert.deepEqual(outcome, { outcome: 'too much output' });
  });

  test('a program that is not there is an outcome, not an exception', async () => {
    const outcome = await runProgram({ path: '/nowhere/x', args: [], timeoutMs: 100 });

    assert.equal(outcome.outcome, 'not started');
  });
});

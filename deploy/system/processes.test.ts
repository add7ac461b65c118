import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, test } from 'node:test';
import {
  identify,
  isAlive,
  listenerOf,
  signal,
  waitUntilGone,
  workingFolder,
} from './processes.ts';

describe('identity of a process', () => {
  test('a process is known until it ends, and its signals reach it', async (t) => {
    const child = spawn('sleep', ['60'], { cwd: '/usr' });
    t.after(() => child.kill('SIGKILL'));
    await once(child, 'spawn');
    const identity = identify(child.pid!)!;

    assert.equal(isAlive(identity), true);
    assert.equal(workingFolder(child.pid!), '/usr');
    assert.equal(signal(identity, 'SIGTERM'), true);

    assert.equal(await waitUntilGone(identity, 2000), true);
    assert.equal(signal(identity, 'SIGTERM'), false);
  });

  test('another process with the same number is a stranger and gets no signal', () => {
    const { pid, startTicks } = identify(process.pid)!;
    const former = { pid, startTicks: startTicks - 1 };

    assert.equal(isAlive(former), false);
    assert.equal(signal(former, 'SIGKILL'), false);
  });

  test('who listens on a port is told by name and number', async (t) => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    t.after(() => server.close());
    const { port } = server.address() as { port: number };

    assert.match(listenerOf(port) ?? '', new RegExp(`\\(pid ${process.pid}\\)$`));
  });

  test('nobody listens on a free port', () => {
    assert.equal(listenerOf(1), undefined);
  });
});

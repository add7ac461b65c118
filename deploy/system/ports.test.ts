import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, test } from 'node:test';
import { readSettings } from '../settings.ts';
import { requireFreePorts } from './ports.ts';

describe('the check of ports before a start', () => {
  test('names the port in use, who has it and the setting, for all of them at once', async (t) => {
    const [one, two] = [createServer().listen(0, '127.0.0.1'), createServer().listen(0, '0.0.0.0')];
    t.after(() => [one.close(), two.close()]);
    await Promise.all([once(one, 'listening'), once(two, 'listening')]);
    const [smtp, fleet] = [one, two].map((server) => (server.address() as { port: number }).port);
    const settings = readSettings('/nowhere', [
      ['portOffset', '22000'],
      ['ports.smtp', String(smtp! - 22_000)],
      ['ports.fleet', String(fleet! - 22_000)],
    ]);

    await assert.rejects(requireFreePorts(settings), (error: Error) => {
      assert.match(error.message, new RegExp(`${smtp} \\(SMTP server .*\\(pid ${process.pid}\\)`));
      assert.match(error.message, new RegExp(`--set ports.fleet=${fleet! + 100}`));
      return true;
    });
  });

  test('is content with free ports', async () => {
    await requireFreePorts(readSettings('/nowhere', [['portOffset', '22000']]));
  });
});

import { createInterface } from 'node:readline';

/**
 * Speaks the protocol of agent/host/win32/win32.ps1 without Windows; the test says what goes wrong by the question:
 * `power` is answered, `clock` never, `disks` with garbage, `volumes` with a line too long, `agent` ends the process,
 * `services` is answered by one that has grown, `release` fails, `teams` tells what it was asked so far.
 * The first argument: `well`, `silent` (never ready), `forbidden` (may not compile), `deaf` (ends at once).
 */
const manner = process.argv[2] ?? 'well';
const asked: string[] = [];
const say = (line: object | string): void => {
  process.stdout.write(`${typeof line === 'string' ? line : JSON.stringify(line)}\n`);
};

if (manner === 'deaf') process.exit(3);
if (manner === 'forbidden') say({ unavailable: 'language mode ConstrainedLanguage' });
if (manner === 'well') say({ ready: true });

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const { id, ask } = JSON.parse(line) as { id: number; ask: string };
    asked.push(ask);
    const memory = ask === 'services' ? 400 * 1024 * 1024 : 50 * 1024 * 1024;
    if (ask === 'power') say({ id, memory, answer: { acLineStatus: 1 } });
    if (ask === 'services') say({ id, memory, answer: [] });
    if (ask === 'disks') say('At line:1 char:3\r');
    if (ask === 'volumes') say(`"${'x'.repeat(100_000)}`);
    if (ask === 'agent') process.exit(1);
    if (ask === 'release') say({ id, memory, error: '拒绝访问' });
    if (ask === 'processors') say({ id, memory, answer: [{ number: 'zero' }], errors: ['a', 'a'] });
    if (ask === 'teams') {
      say({
        id,
        memory,
        answer: asked.map((name) => ({ name, team: `${process.pid}`, status: '' })),
      });
    }
  })
  .on('close', () => process.exit(0));

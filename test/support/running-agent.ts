import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bundledAgent } from './agent-bundle.ts';
import { tempDir } from './temp-dir.ts';

interface Owner {
  after(run: () => void): void;
}

interface Options {
  readonly port: number;
  /** Behind the line of `web`. */
  readonly config?: string;
}

export interface RunningAgent {
  readonly process: ChildProcess & { readonly pid: number };
  readonly url: string;
  page(query?: string): Promise<string>;
}

/** The agent as it is shipped: one bundled file, its own flags. It ends with its owner. */
export async function runningAgent(
  owner: Owner,
  { port, config = '' }: Options,
): Promise<RunningAgent> {
  const folder = tempDir(owner);
  const file = join(folder, 'agent.yml');
  writeFileSync(file, `web: { listen: "127.0.0.1:${port}" }\n${config}`);
  const args = [...(await bundledAgent(join(folder, 'bundle'))), '--config', file];
  const child = spawn(process.execPath, args, { stdio: 'ignore', env: {} });
  owner.after(() => child.kill('SIGKILL'));
  if (child.pid === undefined) throw new Error('the agent cannot be started');
  const url = `http://127.0.0.1:${port}/metrics`;
  const page = async (query = ''): Promise<string> => (await fetch(`${url}${query}`)).text();
  for (let tries = 0; tries < 600; tries++) {
    const isUp = await page().then(
      () => true,
      () => false,
    );
    if (isUp) return { process: Object.assign(child, { pid: child.pid }), url, page };
    if (child.exitCode !== null) break;
    await sleep(50);
  }
  throw new Error(`the agent does not answer on port ${port} (exit code ${child.exitCode})`);
}

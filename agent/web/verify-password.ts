import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { compare } from 'bcryptjs';
import * as z from 'zod';
import type { VerifyPassword } from './basic-auth.ts';

/** How a thread of ours says what it is for: all roles are the same bundled file. */
const Task = z.strictObject({
  role: z.literal('verify-password'),
  password: z.string(),
  hash: z.string(),
});

const timeoutMs = 10_000;

/** Verifies in a thread that ends afterwards: one check costs a tenth of a second or more, the scrape must not wait. */
export function passwordVerifier(entryFile: string): VerifyPassword {
  return (password, hash) =>
    new Promise((resolve, reject) => {
      const task: z.infer<typeof Task> = { role: 'verify-password', password, hash };
      const worker = new Worker(entryFile, {
        workerData: task,
        resourceLimits: { maxOldGenerationSizeMb: 16 },
      });
      const tooLong = setTimeout(() => void worker.terminate(), timeoutMs);
      worker.once('message', (matches) => resolve(matches === true));
      worker.once('error', reject);
      worker.once('exit', () => {
        clearTimeout(tooLong);
        resolve(false); // changes nothing if the answer came first
      });
    });
}

/** True if this thread was started to verify a password; it then answers and nothing else of main may run. */
export function isPasswordThread(): boolean {
  return !isMainThread && Task.safeParse(workerData).success;
}

export async function runPasswordThread(): Promise<void> {
  const { password, hash } = Task.parse(workerData);
  parentPort?.postMessage(await compare(password, hash));
}

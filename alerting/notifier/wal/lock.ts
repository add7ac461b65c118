import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { createServer } from 'node:net';

/**
 * Two writers would destroy a log. The lock is an abstract Unix socket named after the folder: the kernel
 * takes it back when the process ends, however it ends, so no stale lock ever needs a person.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32);
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      reject(new Error(`${folder}: another notifier writes to this log`, { cause }));
    });
    server.listen(`\0yibao-notifier-${name}`, resolve);
  });
  server.unref();
  return () => new Promise((resolve) => server.close(() => resolve()));
}

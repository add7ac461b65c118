import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, statSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomic } from '../../lib/write-atomic.ts';

const mostFiles = 1000;
const mostBytes = 256 * 1024 * 1024;

/** Bodies that are no webhook. Alertmanager does not repeat what was refused, so they must stay where a person can look. */
export class Quarantine {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true, mode: 0o750 });
  }

  /** Keeps a body; the same one twice is kept once. Returns the name of the file. */
  keep(body: Uint8Array, at: number): string {
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 16);
    const known = readdirSync(this.#folder).find((name) => name.includes(hash));
    if (known !== undefined) return known;
    const name = `${new Date(at).toISOString().replaceAll(':', '')}-${hash}.body`;
    writeAtomic(join(this.#folder, name), body, 0o640);
    this.#dropOldest();
    return name;
  }

  get count(): number {
    return readdirSync(this.#folder).length;
  }

  #dropOldest(): void {
    const files = readdirSync(this.#folder)
      .sort()
      .map((name) => ({
        path: join(this.#folder, name),
        size: statSync(join(this.#folder, name)).size,
      }));
    let bytes = files.reduce((sum, { size }) => sum + size, 0);
    while (files.length > 1 && (files.length > mostFiles || bytes > mostBytes)) {
      const oldest = files.shift();
      if (oldest === undefined) return;
      unlinkSync(oldest.path);
      bytes -= oldest.size;
    }
  }
}

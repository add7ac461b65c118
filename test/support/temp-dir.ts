import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of this test alone, removed when its owner ends. */
export function tempDir(owner: { after(run: () => void): void }): string {
  const folder = mkdtempSync(join(tmpdir(), 'yibao-test-'));
  owner.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

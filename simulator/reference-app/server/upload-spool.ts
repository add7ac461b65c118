import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type UploadQueue, uploadQueues } from '../../../catalog/labels.ts';
import { UploadRecord } from '../bureau/envelope.ts';

type Folder = 'pending' | 'sent' | 'failed';

/** A record that waits. */
export interface Waiting {
  readonly record: UploadRecord;
  /** How often it was sent in vain. */
  attempts: number;
}

/** The upload folders of a server: one file for each record, moved when it is sent. */
export class UploadSpool {
  readonly #root: string;
  readonly #waiting = new Map<string, Waiting>();

  /** Takes up what an earlier run has left. */
  constructor(root: string) {
    this.#root = root;
    for (const queue of uploadQueues) {
      for (const folder of ['pending', 'sent', 'failed'] as const) {
        mkdirSync(join(root, folder, queue), { recursive: true });
      }
      for (const file of readdirSync(join(root, 'pending', queue)).sort()) {
        if (!file.startsWith('.')) this.#readWaiting(queue, file);
      }
    }
  }

  /** Puts a record into its queue; a reader sees the whole file or none. */
  put(record: UploadRecord): void {
    const folder = join(this.#root, 'pending', record.queue);
    const hidden = join(folder, `.${record.recordNo}`);
    writeFileSync(hidden, JSON.stringify(record));
    renameSync(hidden, join(folder, record.recordNo));
    this.#waiting.set(record.recordNo, { record, attempts: 0 });
  }

  /** Oldest first. */
  waiting(limit: number): readonly Waiting[] {
    return [...this.#waiting.values().take(limit)];
  }

  has(recordNo: string): boolean {
    return this.#waiting.has(recordNo);
  }

  /** How many wait, in all queues. */
  get length(): number {
    return this.#waiting.size;
  }

  /** It has arrived, or it never will. */
  move({ record: { queue, recordNo } }: Waiting, to: 'sent' | 'failed'): void {
    renameSync(this.#path('pending', queue, recordNo), this.#path(to, queue, recordNo));
    this.#waiting.delete(recordNo);
  }

  /** How many files lie in a folder now. */
  count(folder: Folder, queue: UploadQueue): number {
    return readdirSync(join(this.#root, folder, queue)).filter((name) => !name.startsWith('.'))
      .length;
  }

  /** Removes sent records that are older than this real time. */
  forgetSentBefore(realMs: number): void {
    for (const queue of uploadQueues) {
      for (const name of readdirSync(join(this.#root, 'sent', queue))) {
        const path = this.#path('sent', queue, name);
        if (statSync(path).mtimeMs < realMs) rmSync(path);
      }
    }
  }

  #path(folder: Folder, queue: UploadQueue, name: string): string {
    return join(this.#root, folder, queue, name);
  }

  #readWaiting(queue: UploadQueue, name: string): void {
    const text = readFileSync(this.#path('pending', queue, name), 'utf8');
    const record = UploadRecord.parse(JSON.parse(text));
    this.#waiting.set(record.recordNo, { record, attempts: 0 });
  }
}

import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Metric } from '../../../catalog/metric.ts';
import type { Clock } from '../../../lib/clock.ts';
import { errorMessage } from '../../../lib/error-message.ts';
import type { Log } from '../../../lib/json-log.ts';
import type { Task } from '../../sources/background.ts';
import type { Sample } from '../../sources/sample.ts';
import { readSmall } from '../small-file.ts';
import { readPush } from './push-body.ts';

const maxBytes = 64 * 1024;
const maxFiles = 20;
/** A file that nobody writes any more says nothing about now. */
const maxAgeMs = 5 * 60_000;

interface Parts {
  readonly root: string;
  readonly pattern: string;
  readonly everyMs: number;
  readonly allowed: ReadonlyMap<string, Metric>;
  readonly clock: Clock;
  readonly log: Log;
}

/** What could be pushed, in files. A bad file is told once, by its number and not its name, and left out alone. */
export function statusFilesTask({ root, pattern, everyMs, allowed, clock, log }: Parts): Task {
  const told = new Set<string>();
  return {
    name: 'insurance_status',
    everyMs,
    timeoutMs: 10_000,
    run: async () => {
      const files = globSync(join(root, pattern)).sort().slice(0, maxFiles);
      return files.flatMap((path, index): readonly Sample[] => {
        try {
          const modified = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
          if (Math.abs(clock.now() - modified) > maxAgeMs) return [];
          return readPush(readSmall(path, maxBytes) ?? '', allowed);
        } catch (error) {
          const what = `${index}: ${errorMessage(error)}`;
          if (!told.has(what))
            log.warn('status file left out', {
              file: index + 1,
              pattern,
              error: errorMessage(error),
            });
          told.add(what);
          return [];
        }
      });
    },
  };
}

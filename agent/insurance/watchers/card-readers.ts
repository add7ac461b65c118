import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { cardReaderUp } from '../../../catalog/settlement.ts';
import { sample } from '../../sources/sample.ts';
import { isMissing } from '../small-file.ts';
import type { Watcher } from './watcher.ts';

const readers = /^([1-9]|1[0-6])$/;

/** Whether the card reader of each window has given a sign of life: a file that its program touches. */
export const cardReaders: Watcher = {
  name: 'card_readers',
  metrics: [cardReaderUp],
  start({ settings: { root, cardReaders: settings, interval }, clock }) {
    if (settings === false) return undefined;
    const folder = join(root, settings.folder);
    return {
      name: 'insurance_card_readers',
      everyMs: interval,
      timeoutMs: 5000,
      run: async () =>
        namesIn(folder)
          .filter((name) => readers.test(name))
          .map((name) => {
            const touched = statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
            const isUp = clock.now() - touched <= settings.silentAfter;
            return sample(cardReaderUp, isUp ? 1 : 0, name);
          }),
    };
  },
};

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

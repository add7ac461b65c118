import { centerWords } from './center-words.ts';
import type { Command } from './command.ts';

const verbs = ['import', 'diff', 'export', 'show', 'retire'] as const;

export const registry: Command = {
  name: 'registry',
  synopsis: `${verbs.join('|')} … [--apply]`,
  summary: 'districts, hospitals and servers of the running center, from and to files',
  isPassedOn: true,
  run: ({ layout, args }) => centerWords(layout, { word: 'registry', verbs, args }),
};

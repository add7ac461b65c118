import { centerWords } from './center-words.ts';
import type { Command } from './command.ts';

const verbs = ['add', 'list', 'cancel'] as const;

export const maintenance: Command = {
  name: 'maintenance',
  synopsis: `${verbs.join('|')} …`,
  summary: 'announced work on districts, hospitals and servers',
  isPassedOn: true,
  run: ({ layout, args }) => centerWords(layout, { word: 'maintenance', verbs, args }),
};

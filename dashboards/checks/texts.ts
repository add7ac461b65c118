import type { BoardJson, PanelJson } from './board-json.ts';
import { type BoardFile, type Check, nameOf, withRows } from './check.ts';

const chinese = /\p{Script=Han}/u;
/** Words that are the same in Chinese. */
const international = /^(CPU|P1)$/;

export const texts: Check = {
  id: 'texts',
  refuses: 'A board or panel that does not say what it is in the language of its set.',
  *check(file) {
    const { board } = file;
    for (const fault of textFaults(board, file)) yield `board: ${fault}`;
    for (const panel of withRows(board)) {
      if (namesItself(panel)) continue;
      for (const fault of textFaults(panel, file)) yield `${nameOf(panel)}: ${fault}`;
    }
  },
};

function* textFaults({ title, description, type }: BoardJson & PanelJson, file: BoardFile) {
  if (!title) yield 'has no title';
  else if (!isIn(title, file)) yield `the title "${title}" is not in ${file.language}`;
  if (type === 'row') return;
  if (!description) yield 'has no description';
  else if (!isIn(description, file)) yield `the description is not in ${file.language}`;
}

/** Cells and figures of the wall carry their name in the picture; empty panels keep a place open. */
function namesItself({ title, description, type, targets = [], options }: PanelJson): boolean {
  if (title !== '' || !description) return false;
  if (type === 'text') return true;
  return (
    options?.textMode === 'value_and_name' && targets.every(({ legendFormat }) => legendFormat)
  );
}

function isIn(text: string, { language }: BoardFile): boolean {
  return language === 'zh-Hans'
    ? chinese.test(text) || international.test(text)
    : !chinese.test(text);
}

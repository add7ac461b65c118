import { buildBoard } from '../board.ts';
import { boards } from '../boards/index.ts';
import { finalize } from '../finalize.ts';
import { languages } from '../language.ts';
import type { BoardJson } from './board-json.ts';
import type { BoardSet } from './check.ts';

/** Every board in every language as its file holds it, made anew: whoever changes it changes only theirs. */
export function renderedBoards(): BoardSet {
  return languages.flatMap((language) =>
    boards.map((board) => ({
      language,
      name: board.uid,
      board: JSON.parse(JSON.stringify(finalize(buildBoard(board, language)))) as BoardJson,
    })),
  );
}

import { buildBoard } from './board.ts';
import { boards } from './boards/index.ts';
import { finalize } from './finalize.ts';
import { languages } from './language.ts';

/** Every board in every language: path from the root of the project, and the file's text. */
export function renderBoards(): readonly (readonly [path: string, content: string])[] {
  return languages.flatMap((language) =>
    boards.map((board) => {
      const json = JSON.stringify(finalize(buildBoard(board, language)), null, 2);
      return [`dashboards/generated/${language}/${board.uid}.json`, `${json}\n`] as const;
    }),
  );
}

import type { Language } from '../language.ts';
import type { BoardJson, PanelJson } from './board-json.ts';

/** A board in one language, under the name of its file. */
export interface BoardFile {
  readonly language: Language;
  /** File name without `.json`. */
  readonly name: string;
  readonly board: BoardJson;
}

/** Everything that is generated; checks across boards and languages look here. */
export type BoardSet = readonly BoardFile[];

/** One way in which boards go wrong; returns every fault as a sentence and prints none. */
export interface Check {
  readonly id: string;
  /** What it refuses, in a sentence. */
  readonly refuses: string;
  check(file: BoardFile, all: BoardSet): Iterable<string>;
}

/** Every panel, also those inside of collapsed rows; rows themselves are left out. */
export function panelsOf(board: BoardJson): readonly PanelJson[] {
  return withRows(board).filter(({ type }) => type !== 'row');
}

export function withRows(board: BoardJson): readonly PanelJson[] {
  return (board.panels ?? []).flatMap((panel) => [panel, ...(panel.panels ?? [])]);
}

/** A check that looks at one panel at a time. */
export function panelCheck(
  id: string,
  refuses: string,
  faultsOf: (panel: PanelJson) => Iterable<string>,
): Check {
  return {
    id,
    refuses,
    *check({ board }) {
      for (const panel of panelsOf(board)) {
        for (const fault of faultsOf(panel)) yield `${nameOf(panel)}: ${fault}`;
      }
    },
  };
}

/** What a person finds the panel by. */
export function nameOf({ id, title, description }: PanelJson): string {
  return `panel ${id} "${title || description || ''}"`;
}

import type { Json } from '../finalize.ts';
import type { Language } from '../language.ts';
import type { BoardSet } from './check.ts';

/** A mistake that somebody could make in a board, and the check that must find it. */
export interface Fault {
  readonly name: string;
  /** Id of the check. */
  readonly check: string;
  readonly board: 'yibao-wallboard' | 'yibao-hospital';
  /** Planted in this language only; otherwise in both. */
  readonly only?: Language;
  readonly plant: (board: BoardNode) => void;
}

/** The same boards with one mistake in them; the given ones stay as they are. */
export function withFault(all: BoardSet, fault: Fault): BoardSet {
  return all.map((file) => {
    const isMeant = fault.only === undefined || fault.only === file.language;
    if (file.name !== fault.board || !isMeant) return file;
    const board = structuredClone(file.board);
    fault.plant(new BoardNode(board, fault.name));
    return { ...file, board };
  });
}

/** A place in a board's JSON. A path that ends nowhere throws: a fault that breaks nothing proves nothing. */
class BoardNode {
  readonly #value: Record<string | number, unknown>;
  readonly #where: string;

  constructor(value: unknown, where: string) {
    if (typeof value !== 'object' || value === null) {
      throw new Error(`${where}: expected an object or a list, got ${JSON.stringify(value)}`);
    }
    this.#value = value as Record<string | number, unknown>;
    this.#where = where;
  }

  at(...path: readonly (string | number)[]): BoardNode {
    const [key, ...rest] = path;
    if (key === undefined) return this;
    return new BoardNode(this.#value[key], `${this.#where} / ${key}`).at(...rest);
  }

  set(key: string | number, value: Json): void {
    this.#value[key] = value;
  }

  drop(key: string): void {
    if (!Object.hasOwn(this.#value, key)) throw new Error(`${this.#where}: no ${key} to drop`);
    delete this.#value[key];
  }

  /** The first panel of a type. */
  first(type: string): BoardNode {
    return this.#find('type', type);
  }

  panel(id: number): BoardNode {
    return this.#find('id', id);
  }

  #find(key: string, value: string | number): BoardNode {
    const panels = Object.values(this.#value.panels ?? {});
    const found = panels.find((panel) => new BoardNode(panel, this.#where).#value[key] === value);
    return new BoardNode(found, `${this.#where} / panel of ${key} ${value}`);
  }
}

import type { PlannedFault } from '../scenarios/planned-fault.ts';

/** Something that happens at a moment: a fault of a scenario begins, or a fault ends by itself. */
export type Due =
  | { readonly atMs: number; readonly what: 'end'; readonly id: number }
  | {
      readonly atMs: number;
      readonly what: 'begin';
      readonly run: number;
      readonly step: number;
      readonly fault: PlannedFault;
    };

/** What is still to come, in order; what is due at the same moment ends before it begins. */
export class Agenda {
  /** Latest first, so that the next one is taken from the end. */
  #entries: Due[] = [];

  get length(): number {
    return this.#entries.length;
  }

  /** When the next thing is due; infinite when there is none. */
  get nextMs(): number {
    return this.#entries.at(-1)?.atMs ?? Number.POSITIVE_INFINITY;
  }

  add(...due: readonly Due[]): void {
    this.#entries.push(...due);
    this.#entries.sort(latestFirst);
  }

  /** Removes and gives the next one if it is due. */
  take(atMs: number): Due | undefined {
    return this.nextMs <= atMs ? this.#entries.pop() : undefined;
  }

  drop(unwanted: (due: Due) => boolean): void {
    this.#entries = this.#entries.filter((due) => !unwanted(due));
  }

  some(wanted: (due: Due) => boolean): boolean {
    return this.#entries.some(wanted);
  }
}

function latestFirst(one: Due, other: Due): number {
  return other.atMs - one.atMs || rank(other) - rank(one);
}

/** Ends by their id, beginnings by their step. */
function rank(due: Due): number {
  return due.what === 'end' ? due.id - 1e9 : due.run * 1e6 + due.step;
}

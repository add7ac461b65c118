import type { Labels } from '../reading/frames.ts';
import type { Resource } from '../resources.ts';
import { Target } from './target.ts';

/** Labels that name a target; anything else that a backend adds (replica, external labels) is left out. */
const named = ['district', 'hospital', 'server', 'role', 'level'] as const;

/** All targets by resource and labels; no more than a limit, so that a flood of series cannot fill the memory. */
export class Targets {
  readonly #most: number;
  readonly #targets = new Map<string, Target>();
  /** Series that had no room. */
  refused = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** The target of a series, made when it is new; undefined when there is no room left. */
  of(resource: Resource, labels: Labels): Target | undefined {
    const kept = keptLabels(resource, labels);
    const key = keyOf(resource.name, kept);
    const found = this.#targets.get(key);
    if (found !== undefined) return found;
    if (this.#targets.size >= this.#most) {
      this.refused += 1;
      return undefined;
    }
    const made = new Target(resource, kept);
    this.#targets.set(key, made);
    return made;
  }

  add(target: Target): void {
    if (this.#targets.size < this.#most) {
      this.#targets.set(keyOf(target.resource.name, target.labels), target);
    }
  }

  /** Forgets what was last seen before a time. */
  forget(beforeMs: number): void {
    for (const [key, { marks }] of this.#targets) {
      if (marks.timeMs < beforeMs) this.#targets.delete(key);
    }
  }

  get size(): number {
    return this.#targets.size;
  }

  [Symbol.iterator](): IterableIterator<Target> {
    return this.#targets.values();
  }
}

function keptLabels({ label }: Resource, labels: Labels): Labels {
  const names = label === undefined ? named : [...named, label];
  return Object.fromEntries(names.map((name) => [name, labels[name] ?? '']));
}

function keyOf(resource: string, labels: Labels): string {
  return `${resource}\u0000${Object.values(labels).join('\u0000')}`;
}

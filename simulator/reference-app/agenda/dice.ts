import { mix, normalQuantile, stream } from '../../fleet/random.ts';

/** Chance of one visit, night or call: the same seed and serial, the same throws. */
export class Dice {
  readonly #next: () => number;

  constructor(seed: number, serial = 0) {
    this.#next = stream(mix(seed, serial));
  }

  /** 0 inclusive to 1 exclusive. */
  uniform(): number {
    return this.#next();
  }

  chance(share: number): boolean {
    return this.#next() < share;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.#next();
  }

  /** 0 to n - 1. */
  below(n: number): number {
    return Math.floor(this.#next() * n);
  }

  lognormal([median, sigma]: readonly [number, number]): number {
    return median * Math.exp(sigma * normalQuantile(this.between(1e-7, 1 - 1e-7)));
  }

  /** 1, 2, 3, … with this mean. */
  geometric(mean: number): number {
    return 1 + Math.floor(Math.log(1 - this.#next()) / Math.log(1 - 1 / mean));
  }

  pick<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[this.below(items.length)] ?? items[0];
  }

  /** One of the keys by its share. */
  weighted(shares: Readonly<Record<string, number>>): string {
    const entries = Object.entries(shares);
    let left = this.#next() * entries.reduce((sum, [, share]) => sum + share, 0);
    for (const [key, share] of entries) {
      left -= share;
      if (left < 0) return key;
    }
    return entries[0]?.[0] ?? '';
  }
}

import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** A metric of the catalog, as far as this file needs it; lib/ imports nothing of ours. */
interface Declared<Labels extends readonly string[]> {
  readonly name: string;
  readonly help: string;
  readonly labels: Labels;
  readonly buckets?: readonly number[];
}

const changing = ['set', 'inc', 'dec', 'reset', 'remove'] as const;

/**
 * The metrics a program keeps about itself. A registry per program, no default labels (they cost
 * five to ten times the CPU) and no default metrics (their event-loop histogram costs a core's tenth).
 */
export class OwnMetrics {
  readonly #registry = new Registry();
  /** The text of the last time, until a metric changes: prom-client takes a third of a scrape to write it. */
  #text: Promise<string> | undefined;
  #keepsText = true;
  readonly contentType = 'text/plain; version=0.0.4; charset=utf-8';

  gauge<const Labels extends readonly string[]>(metric: Declared<Labels>): Gauge<Labels[number]> {
    return this.#watched(new Gauge(this.#options(metric)));
  }

  counter<const Labels extends readonly string[]>(
    metric: Declared<Labels>,
  ): Counter<Labels[number]> {
    return this.#watched(new Counter(this.#options(metric)));
  }

  histogram<const Labels extends readonly string[]>(
    metric: Declared<Labels>,
  ): Histogram<Labels[number]> {
    this.#keepsText = false; // its children change behind our back
    return new Histogram({ ...this.#options(metric), buckets: [...(metric.buckets ?? [])] });
  }

  /** Whether a family of this name is kept here. */
  has(name: string): boolean {
    return this.#registry.getSingleMetric(name) !== undefined;
  }

  /** The text page, format 0.0.4. */
  text(): Promise<string> {
    if (!this.#keepsText) return this.#registry.metrics();
    this.#text ??= this.#registry.metrics();
    return this.#text;
  }

  /** Whatever changes a gauge or counter, by itself or by a child of `labels()`, goes through one of these methods. */
  #watched<M extends object>(metric: M): M {
    this.#text = undefined;
    for (const name of changing) {
      const change: unknown = Reflect.get(metric, name);
      if (typeof change !== 'function') continue;
      Reflect.set(metric, name, (...args: readonly unknown[]): unknown => {
        this.#text = undefined;
        return Reflect.apply(change, metric, args);
      });
    }
    return metric;
  }

  #options<const Labels extends readonly string[]>(metric: Declared<Labels>) {
    const labelNames: Labels[number][] = [...metric.labels];
    return { name: metric.name, help: metric.help, labelNames, registers: [this.#registry] };
  }
}

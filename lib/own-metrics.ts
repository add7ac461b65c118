import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** A metric of the catalog, as far as this file needs it; lib/ imports nothing of ours. */
interface Declared<Labels extends readonly string[]> {
  readonly name: string;
  readonly help: string;
  readonly labels: Labels;
  readonly buckets?: readonly number[];
}

/**
 * The metrics a program keeps about itself. A registry per program, no default labels (they cost
 * five to ten times the CPU) and no default metrics (their event-loop histogram costs a core's tenth).
 */
export class OwnMetrics {
  readonly #registry = new Registry();
  readonly contentType = 'text/plain; version=0.0.4; charset=utf-8';

  gauge<const Labels extends readonly string[]>(metric: Declared<Labels>): Gauge<Labels[number]> {
    return new Gauge(this.#options(metric));
  }

  counter<const Labels extends readonly string[]>(
    metric: Declared<Labels>,
  ): Counter<Labels[number]> {
    return new Counter(this.#options(metric));
  }

  histogram<const Labels extends readonly string[]>(
    metric: Declared<Labels>,
  ): Histogram<Labels[number]> {
    return new Histogram({ ...this.#options(metric), buckets: [...(metric.buckets ?? [])] });
  }

  /** Whether a family of this name is kept here. */
  has(name: string): boolean {
    return this.#registry.getSingleMetric(name) !== undefined;
  }

  /** The text page, format 0.0.4. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  #options<const Labels extends readonly string[]>(metric: Declared<Labels>) {
    const labelNames: Labels[number][] = [...metric.labels];
    return { name: metric.name, help: metric.help, labelNames, registers: [this.#registry] };
  }
}

import type { Metric } from '../../../catalog/metric.ts';
import * as nightly from '../../../catalog/nightly.ts';
import * as service from '../../../catalog/service.ts';
import * as settlement from '../../../catalog/settlement.ts';
import type { Clock } from '../../../lib/clock.ts';
import type { Sample } from '../../sources/sample.ts';
import type { PushedMetricSettings } from '../settings.ts';

const maxSenders = 20;
const tellMs = 5 * 60_000;

/** What others have said, for five minutes. */
export class Pushed {
  readonly #clock: Clock;
  readonly #senders = new Map<
    string,
    { readonly samples: readonly Sample[]; readonly at: number }
  >();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** False when there are too many senders already. */
  take(sender: string, samples: readonly Sample[]): boolean {
    this.#forgetOld();
    if (!this.#senders.has(sender) && this.#senders.size >= maxSenders) return false;
    this.#senders.set(sender, { samples, at: this.#clock.monotonic() });
    return true;
  }

  samples(): readonly Sample[] {
    this.#forgetOld();
    return [...this.#senders.values()].flatMap(({ samples }) => samples);
  }

  #forgetOld(): void {
    const now = this.#clock.monotonic();
    for (const [sender, { at }] of this.#senders)
      if (now - at > tellMs) this.#senders.delete(sender);
  }
}

/** The metrics that may be pushed: of the settlement system, and the site's own ones. */
export function pushable(own: readonly PushedMetricSettings[]): ReadonlyMap<string, Metric> {
  const catalog: readonly Metric[] = [settlement, nightly, service].flatMap((subject) =>
    Object.values(subject),
  );
  const declared = own.map(
    ({ name, help, type, labels }): Metric => ({
      ...{ name, help, kind: type },
      labels: Object.keys(labels),
      closed: labels,
    }),
  );
  const plain = catalog.filter(({ kind }) => kind !== 'histogram');
  return new Map([...plain, ...declared].map((metric) => [metric.name, metric]));
}

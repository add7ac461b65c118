import type { Metric } from '../../catalog/metric.ts';
import type { Collector, Emit } from '../collectors/collector.ts';
import type { Background } from './background.ts';
import type { Sample } from './sample.ts';

interface Parts {
  readonly background: Background;
  /** Value of the label `collector`. */
  readonly name: string;
  readonly metrics: readonly Metric[];
  /** Names of its tasks, in the order of the page. */
  readonly tasks: readonly string[];
}

/** Puts the last answers of background tasks on the page, family by family. */
export function backgroundCollector({ background, name, metrics, tasks }: Parts): Collector {
  return {
    name,
    os: ['linux', 'windows'],
    cadence: 'scrape',
    runsIn: 'main',
    byDefault: true,
    metrics,
    start: () => (emit) => {
      const samples = tasks.flatMap((task) => background.latest(task)?.samples ?? []);
      for (const metric of metrics) {
        for (const each of samples) if (each.metric === metric) emitSample(emit, each);
      }
    },
  };
}

/** The compiler has counted the labels where the sample was made. */
function emitSample(emit: Emit, each: Sample): void {
  (emit as (metric: Metric, value: number, ...labels: readonly string[]) => void)(
    each.metric,
    each.value,
    ...each.labels,
  );
}

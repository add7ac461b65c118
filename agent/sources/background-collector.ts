import type { Metric } from '../../catalog/metric.ts';
import type { Collector, Emit } from '../collectors/collector.ts';
import type { Background, Task } from './background.ts';
import type { Sample } from './sample.ts';

interface Told {
  /** Value of the label `collector`. */
  readonly name: string;
  readonly metrics: readonly Metric[];
  /** In the order of the page. */
  readonly tasks: readonly Task[];
}

/** Starts tasks in the background; the collector puts their last answers on the page, family by family. */
export function startTasks(background: Background, { name, metrics, tasks }: Told): Collector {
  for (const task of tasks) background.start(task);
  return {
    name,
    os: ['linux', 'windows'],
    cadence: 'scrape',
    runsIn: 'main',
    byDefault: true,
    metrics,
    start: () => (emit) => {
      const samples = tasks.flatMap((task) => background.latest(task.name)?.samples ?? []);
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

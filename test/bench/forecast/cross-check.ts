import { at } from '../../../exporter-rules/forecast/method/hours.ts';
import { realPrometheus } from '../../support/real-prometheus.ts';
import { predictLinear } from './baselines.ts';
import type { Series } from './world.ts';

interface Owner {
  after(run: () => void | Promise<void>): void;
}

const windows = [3, 6, 24, 168];
const days = 10;

/** Greatest relative difference between our predict_linear and the one of a real Prometheus, over all series and windows. */
export async function greatestDifference(
  owner: Owner,
  series: readonly Series[],
  port: number,
): Promise<number> {
  const start = Math.floor(Date.now() / 1000) - (days + 1) * 86_400;
  const steps = (days * 1440) / (series[0]?.stepMinutes ?? 10);
  const lines = series.flatMap((one, index) =>
    Array.from({ length: steps }, (_, step) => {
      const time = start + step * one.stepMinutes * 60;
      const value = at(one.values, step);
      return Number.isNaN(value) ? '' : `made{n="${index}"} ${value} ${time}\n`;
    }),
  );
  const history = `# TYPE made gauge\n${lines.join('')}# EOF\n`;
  const url = await realPrometheus(owner, { port, history });
  let greatest = 0;
  for (const window of windows) {
    const step = steps - 1;
    const time = start + step * (series[0]?.stepMinutes ?? 10) * 60;
    const query = `predict_linear(made[${window}h], 86400)`;
    const search = new URLSearchParams({ query, time: String(time) });
    const answer = await fetch(`${url}/api/v1/query?${search}`);
    const { data } = (await answer.json()) as Answer;
    if (data.result.length < series.length * 0.8)
      throw new Error(`${query}: ${data.result.length} series`);
    for (const { metric, value } of data.result) {
      const one = series[Number(metric.n)];
      if (one === undefined) continue;
      const ours = predictLinear(one, step, { window, ahead: 24 });
      const theirs = Number(value[1]);
      greatest = Math.max(greatest, Math.abs(ours - theirs) / Math.abs(theirs));
    }
  }
  return greatest;
}

interface Answer {
  readonly data: {
    readonly result: readonly {
      readonly metric: { readonly n: string };
      readonly value: readonly [number, string];
    }[];
  };
}

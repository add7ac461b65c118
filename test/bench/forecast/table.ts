import { Random } from './random.ts';
import type { Verdicts } from './score.ts';

const resamples = 400;

/** One line of the table, with 95 % intervals by resampling of series (Efron 1979). */
export function row(name: string, verdicts: readonly Verdicts[]): string {
  const recall = interval(verdicts, (some) => sum(some, 'hits') / sum(some, 'exhaustions'));
  const precision = interval(verdicts, precisionOf);
  const falseRate = interval(verdicts, (some) => sum(some, 'falseEpisodes') / sum(some, 'months'));
  const leads = verdicts.flatMap((one) => one.leads).toSorted((one, other) => one - other);
  const lead = [0.1, 0.5, 0.9].map((p) => leads[Math.floor(p * leads.length)]?.toFixed(1) ?? '–');
  return `| ${[name, recall, precision, falseRate, lead.join(' / ')].join(' | ')} |`;
}

export const tableHead = [
  '| rule | recall | precision | false per series-month | lead p10 / p50 / p90 h |',
  '|---|---|---|---|---|',
].join('\n');

export function precisionOf(verdicts: readonly Verdicts[]): number {
  const right = sum(verdicts, 'trueEpisodes');
  return right / (right + sum(verdicts, 'falseEpisodes'));
}

type Counted = {
  [Name in keyof Verdicts]: Verdicts[Name] extends number ? Name : never;
}[keyof Verdicts];

export function sum(verdicts: readonly Verdicts[], name: Counted): number {
  return verdicts.reduce((total, one) => total + one[name], 0);
}

function interval(
  verdicts: readonly Verdicts[],
  of: (some: readonly Verdicts[]) => number,
): string {
  const random = new Random(1);
  const draws = Array.from({ length: resamples }, () =>
    of(
      Array.from({ length: verdicts.length }, () => {
        const drawn = verdicts[Math.floor(random.next() * verdicts.length)];
        if (drawn === undefined) throw new Error('table: expected series, got none');
        return drawn;
      }),
    ),
  )
    .filter((value) => !Number.isNaN(value))
    .toSorted((one, other) => one - other);
  const limit = (p: number) => draws[Math.floor(p * draws.length)] ?? Number.NaN;
  return `${digits(of(verdicts))} (${digits(limit(0.025))}-${digits(limit(0.975))})`;
}

function digits(value: number): string {
  return value < 0.1 ? value.toFixed(3) : value.toFixed(2);
}

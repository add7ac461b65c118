export type Labels = Readonly<Record<string, string>>;

/** Unix seconds and the number as Prometheus prints it. */
type Sample = readonly [seconds: number, value: string];

export interface Series {
  readonly metric: Labels;
  readonly values: readonly Sample[];
}

/** What `query` and `query_range` answer with, as one list of series whatever the result type. */
export function seriesOf(answer: unknown): readonly Series[] {
  const { resultType, result } = answer as { resultType?: unknown; result?: unknown };
  switch (resultType) {
    case 'matrix':
      return result as readonly Series[];
    case 'vector':
      return (result as readonly { metric: Labels; value: Sample }[]).map(({ metric, value }) => ({
        metric,
        values: [value],
      }));
    case 'scalar':
      return [{ metric: {}, values: [result as Sample] }];
    default:
      throw new Error(
        `Prometheus: expected a matrix, vector or scalar, got ${JSON.stringify(resultType)}`,
      );
  }
}

/** A number as Prometheus prints it; its infinities are spelled unlike JavaScript's. */
export function toNumber(text: string): number {
  if (text === '+Inf') return Number.POSITIVE_INFINITY;
  if (text === '-Inf') return Number.NEGATIVE_INFINITY;
  return Number(text);
}

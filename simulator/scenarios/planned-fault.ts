import type { CityPlan } from '../fleet/city.ts';

/** A fault that will happen. */
export interface PlannedFault {
  readonly beginMs: number;
  /** Undefined: it lasts until somebody heals it. */
  readonly endMs: number | undefined;
  readonly kind: string;
  readonly request: Readonly<Record<string, unknown>>;
}

/** Where and when faults are wanted. */
export interface Span {
  readonly city: CityPlan;
  readonly seed: number;
  readonly times: number;
  readonly fromMs: number;
  readonly untilMs: number;
}

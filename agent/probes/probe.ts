import type { Sample } from '../sources/sample.ts';

/** One kind of probe. Targets come from the configuration and from nowhere else. */
export interface Probe<Settings> {
  readonly kind: string;
  /**
   * Asks the target once. What the target does wrong is a sample `probe_success 0`, never an exception;
   * measurements made before the failure stay, later ones are absent.
   */
  run(settings: Settings, signal: AbortSignal): Promise<readonly Sample[]>;
}

/** Seconds since a moment of performance.now(), rounded to microseconds. */
export function secondsSince(startedAt: number): number {
  return Math.round((performance.now() - startedAt) * 1000) / 1e6;
}

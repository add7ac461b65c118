import type { Business, Night } from '../fleet/business.ts';

/** What all twins of a fleet have in common. */
export interface TwinRules {
  readonly business: Business;
  readonly night: Night;
  /** When the counters of the fleet started. */
  readonly sinceMs: number;
  readonly sinceDay: number;
}

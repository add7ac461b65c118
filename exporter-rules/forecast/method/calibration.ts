import type { Isotonic } from './isotonic.ts';

/**
 * What a probability of 24 hours turned out to mean on the development seeds of `npm run bench:forecast`; own
 * outcomes of a fleet are too few for a map of their own for years.
 */
export const calibration: Isotonic = { from: [], to: [] };

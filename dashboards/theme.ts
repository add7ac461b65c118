import type { FieldColor } from '@grafana/grafana-foundation-sdk/dashboard';
import { FieldColorModeId } from '@grafana/grafana-foundation-sdk/dashboard';

/** One look for all boards. Blue-gray is well; every other color is trouble and says which. */
export const color = {
  /** The ground of what is well: color is kept for trouble. */
  calm: 'rgb(44, 62, 94)',
  /** What was there before, bands, what is only for comparison. */
  faded: 'rgb(120, 130, 150)',
  /** What does not exist here, such as a district without hospitals. */
  absent: 'rgb(34, 38, 46)',
  p1: 'rgb(206, 48, 66)',
  p2: 'rgb(214, 110, 24)',
  p3: 'rgb(178, 140, 26)',
  p4: 'rgb(61, 113, 217)',
  /** Not observed is its own state: neither well nor down. */
  unobserved: 'rgb(128, 90, 190)',
  /** A word in a table that needs nobody's eye. */
  plain: 'text',
} as const;

/** Lines that stand side by side without a judgment: four cool tones, told apart by lightness too. */
export const lines = [
  'rgb(138, 184, 255)',
  'rgb(87, 148, 242)',
  'rgb(115, 191, 190)',
  'rgb(170, 160, 220)',
] as const;

/** How often boards ask; no faster than servers are scraped. */
export const refresh = { wall: '15s', board: '30s' } as const;

export function fixed(name: string): FieldColor {
  return { mode: FieldColorModeId.Fixed, fixedColor: name };
}

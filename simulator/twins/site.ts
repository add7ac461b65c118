import type { PlannedVolume, Volume } from '../fleet/volume.ts';
import type { TwinRules } from './twin-rules.ts';

/** What a server must know of the hospital it stands in. */
export interface Site {
  readonly rules: TwinRules;
  readonly volume: PlannedVolume;
  /** Neither the center nor the bureau can reach it. */
  readonly isCutOff: boolean;
  /** The bureau cannot be reached, for whatever reason: windows settle by the local red list. */
  readonly isOffline: boolean;
  /** Settled by this server since the last change of conditions, and at most for so long. */
  servedSince(server: object, atMs: number, windowMs?: number): Volume;
}

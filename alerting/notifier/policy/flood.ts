import type { Announcement } from '../incidents/step.ts';

export interface FloodSettings {
  /** More new incidents for a person than this … */
  readonly above: number;
  /** … within this time are told in summaries, one in each such time. */
  readonly withinMs: number;
  /** Until there are fewer than this. */
  readonly endsBelow: number;
}

/** What a person has been called for of late. */
export interface Flood {
  readonly recent: readonly { readonly incident: number; readonly at: number }[];
  /** When the next summary is due; null while messages go out one by one. */
  readonly summaryAt: number | null;
}

/** By person. */
export type Floods = ReadonlyMap<string, Flood>;

/** The first summary waits for what comes along with the incident that was one too many. */
const firstSummaryMs = 30_000;
const beginnings: readonly Announcement['kind'][] = ['opened', 'again'];
const heldKinds: readonly Announcement['kind'][] = [
  ...beginnings,
  ...(['raised', 'escalated', 'joined', 'acked'] as const),
];

/** Whether a message goes into the summary while there is a flood. What concerns an area always goes out. */
export function isHeldInFlood({ kind, incident }: Announcement): boolean {
  return incident.place.kind === 'hospital' && heldKinds.includes(kind);
}

/** Counts an incident for a person who is told of it; several messages about one incident count once. */
export function floodAfter(
  before: Flood | undefined,
  { announcement: { kind, incident }, at }: { announcement: Announcement; at: number },
  settings: FloodSettings,
): Flood {
  const { recent, summaryAt } = before ?? { recent: [], summaryAt: null };
  if (!beginnings.includes(kind)) return { recent, summaryAt };
  const others = recent.filter((one) => one.incident !== incident.id);
  const now = [...others, { incident: incident.id, at }].filter(
    (one) => one.at > at - settings.withinMs,
  );
  const begins = summaryAt === null && now.length > settings.above;
  return { recent: now, summaryAt: begins ? at + firstSummaryMs : summaryAt };
}

/** After a summary: the time of the next one, or the end of the flood. */
export function floodAfterSummary(flood: Flood, at: number, settings: FloodSettings): Flood {
  const recent = flood.recent.filter((one) => one.at > at - settings.withinMs);
  const isOver = recent.length < settings.endsBelow;
  return { recent, summaryAt: isOver ? null : at + settings.withinMs };
}

import { activeMembers, type Incident, rootOf } from './incident.ts';

/** Families whose alerts follow when the line to a place is cut: nobody can see there any more. */
const followsLine: ReadonlySet<string> = new Set(['network', 'host', 'pair', 'agent']);

/**
 * The open incident of a larger place that explains this one: a cut district line explains the lines and
 * servers of its hospitals. The rules do the same in PromQL; this is the net for what comes too early or late.
 */
export function explanationOf(
  child: Incident,
  incidents: Iterable<Incident>,
): Incident | undefined {
  if (!isFollower(child)) return undefined;
  for (const candidate of incidents) if (explains(candidate, child)) return candidate;
  return undefined;
}

/** Whether it holds nothing but what a cut line of a larger place would bring along. */
export function isFollower(incident: Incident): boolean {
  return (
    incident.class === 'availability' &&
    activeMembers(incident).every((member) => followsLine.has(member.family))
  );
}

function explains(parent: Incident, child: Incident): boolean {
  if (parent.phase !== 'open' || parent.class !== 'availability') return false;
  return covers(parent, child) && rootOf(parent).family === 'network';
}

function covers({ place }: Incident, child: Incident): boolean {
  if (place.kind === 'city')
    return child.place.kind === 'district' || child.place.kind === 'hospital';
  return (
    place.kind === 'district' && child.place.kind === 'hospital' && place.code === child.district
  );
}

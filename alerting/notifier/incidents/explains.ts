import { activeMembers, type Incident, isHospitalOf, rootOf } from './incident.ts';

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
  const follows = isFollower(child);
  for (const candidate of incidents) {
    if (candidate.phase !== 'open' || !covers(candidate, child)) continue;
    if (
      candidate.place.alert !== undefined ? bundles(candidate, child) : follows && cuts(candidate)
    ) {
      return candidate;
    }
  }
  return undefined;
}

/** Whether it holds nothing but what a cut line of a larger place would bring along. */
export function isFollower(incident: Incident): boolean {
  return (
    incident.class === 'availability' &&
    activeMembers(incident).every((member) => followsLine.has(member.family))
  );
}

function cuts(parent: Incident): boolean {
  return parent.class === 'availability' && rootOf(parent).family === 'network';
}

/** One incident speaks for the same alarm at many hospitals, and for nothing else of them. */
function bundles(parent: Incident, child: Incident): boolean {
  const { alert } = parent.place;
  return (
    parent.class === child.class &&
    activeMembers(child).every(({ alertname }) => alertname === alert)
  );
}

function covers({ place }: Incident, child: Incident): boolean {
  if (place.kind === 'city')
    return child.place.kind === 'district' || child.place.kind === 'hospital';
  return place.kind === 'district' && isHospitalOf(child, place.code);
}

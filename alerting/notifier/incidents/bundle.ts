import type { AlertFact } from './alert-fact.ts';
import { activeMembers, type Incident, isHospitalOf, type Place, rootOf } from './incident.ts';
import type { Live } from './live.ts';
import type { IncidentSettings, Step } from './step.ts';

interface Present {
  readonly live: Live;
  readonly settings: IncidentSettings;
  readonly at: number;
}

/**
 * The same critical alarm at many hospitals within minutes has one cause, whether or not a rule knows it:
 * then one incident of the area speaks for all that follow. Its members are those of the hospitals.
 */
export interface Bundle {
  readonly place: Place;
  /** What it begins with, or what changes in it, as if a webhook had told it. */
  readonly facts: readonly AlertFact[];
  /** Hospitals that have spoken before it. */
  readonly told: readonly Incident[];
}

/** The bundle that this step begins, if it is one hospital too many. */
export function bundleBegunBy(step: Step, { live, settings, at }: Present): Bundle | undefined {
  const { incident, announcement } = step;
  if (announcement?.kind !== 'opened' || !isBundled(incident)) return undefined;
  const { alertname } = rootOf(incident);
  const peers = [...live.values(), incident].filter(
    (other, index, all) =>
      isBundled(other) &&
      other.class === incident.class &&
      rootOf(other).alertname === alertname &&
      at - other.openedAt <= settings.bundleWithinMs &&
      all.findLastIndex(({ id }) => id === other.id) === index,
  );
  if (peers.length <= settings.bundleAbove) return undefined;
  const place = areaOf(peers, alertname);
  return {
    place,
    facts: peers.flatMap((peer) => factsOf(peer, activeMembers(peer), place)),
    told: peers.filter(({ id }) => id !== incident.id),
  };
}

/** What this step changes in a bundle that speaks for its hospital. */
export function bundleChangedBy(
  { incident, memberChanges }: Step,
  { live }: Present,
): { readonly bundle: Incident; readonly facts: readonly AlertFact[] } | undefined {
  if (incident.place.kind !== 'hospital') return undefined;
  for (const bundle of live.values()) {
    if (bundle.place.alert === undefined || bundle.phase !== 'open') continue;
    if (bundle.class !== incident.class) continue;
    const fingerprints = new Set(bundle.members.map(({ fingerprint }) => fingerprint));
    const isOurs = incident.explainedBy === bundle.id;
    const changes = memberChanges.filter((one) => isOurs || fingerprints.has(one.fingerprint));
    const facts = factsOf(incident, changes, bundle.place);
    if (facts.length > 0) return { bundle, facts };
  }
  return undefined;
}

/** It holds one critical alarm and nothing else that would have to be told of it. */
function isBundled(incident: Incident): boolean {
  const { phase, place, priority } = incident;
  if (phase !== 'open' || place.kind !== 'hospital' || priority !== 'P1') return false;
  return new Set(activeMembers(incident).map(({ alertname }) => alertname)).size === 1;
}

function areaOf(peers: readonly Incident[], alert: string): Place {
  const districts = new Set(peers.map(({ district }) => district));
  const [district] = districts;
  return districts.size === 1 && typeof district === 'string'
    ? { kind: 'district', code: district, alert }
    : { kind: 'city', code: '', alert };
}

function factsOf(
  incident: Incident,
  members: Incident['members'],
  place: Place,
): readonly AlertFact[] {
  if (place.kind === 'district' && !isHospitalOf(incident, place.code)) return [];
  return members
    .filter(({ alertname }) => alertname === place.alert)
    .map((member) => ({
      class: incident.class,
      place,
      district: place.kind === 'district' ? place.code : null,
      member,
    }));
}

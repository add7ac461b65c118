import type { CityPlan, HospitalPlan } from '../fleet/city.ts';
import { dayNumber, dayStart, minuteOf } from '../fleet/local-time.ts';
import { mix, seedOf, uniform } from '../fleet/random.ts';
import { drawSettings } from './draw.ts';
import type { PlannedFault } from './planned-fault.ts';
import { RandomFaults } from './random-faults.ts';
import type { Scenario, Step } from './scenario-file.ts';

export interface PlanOptions {
  readonly city: CityPlan;
  readonly startMs: number;
  /** Same seed, same story. */
  readonly seed: number;
}

/** All faults of a scenario, in the order of their beginnings. */
export function planScenario(scenario: Scenario, options: PlanOptions): readonly PlannedFault[] {
  const steps = scenario.steps.flatMap((step, at) => planStep(step, at, options));
  const { random } = scenario;
  const { city, startMs, seed } = options;
  const chance =
    random === undefined
      ? []
      : new RandomFaults({ city, seed, times: random.times }).between(
          startMs,
          startMs + random.for,
        );
  return [...steps, ...chance].toSorted(inOrder);
}

/** By time; at the same moment by what and whom, so that no order of planning shows. */
export function inOrder(one: PlannedFault, other: PlannedFault): number {
  if (one.beginMs !== other.beginMs) return one.beginMs - other.beginMs;
  return nameOf(one) < nameOf(other) ? -1 : 1;
}

function nameOf({ kind, request }: PlannedFault): string {
  return `${kind} ${JSON.stringify(request)}`;
}

function planStep(step: Step, at: number, options: PlanOptions): PlannedFault[] {
  const { startMs, seed } = options;
  const state = mix(seedOf(step.kind, seed), at);
  const due = notBefore(startMs + (step.after ?? 0), step.at);
  return aims(step, options.city, state).map((aim, index) => {
    const own = mix(state, index);
    const beginMs = Math.round(due + uniform(own, 1) * (step.within ?? 0));
    return {
      beginMs,
      endMs: step.lasts === undefined ? undefined : beginMs + step.lasts,
      kind: step.kind,
      request: { ...aim, ...drawSettings(step.with ?? {}, own) },
    };
  });
}

/** The next such time of the day. */
function notBefore(atMs: number, clock: string | undefined): number {
  if (clock === undefined) return atMs;
  const today = dayStart(dayNumber(atMs)) + minuteOf(clock) * 60_000;
  return today >= atMs ? today : today + 86_400_000;
}

type Aim = { readonly server: string } | { readonly hospital: string } | object;

function aims({ pick }: Step, city: CityPlan, state: number): readonly Aim[] {
  if (pick === undefined) return [{}];
  const { of, levels, count, share = 0 } = pick;
  const fits = ({ group }: HospitalPlan): boolean => levels?.includes(group.level) ?? true;
  const hospitals = city.hospitals.filter(fits);
  const all =
    of === 'hospitals'
      ? hospitals.map(({ code }) => ({ hospital: code }))
      : hospitals.flatMap(({ servers }) => servers.map(({ id }) => ({ server: id })));
  const rank = (aim: object): number => mix(state, seedOf(JSON.stringify(aim)));
  return all
    .toSorted((one, other) => rank(one) - rank(other))
    .slice(0, count ?? Math.round(all.length * share));
}

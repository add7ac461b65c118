/** What a fault can make of a server besides taking its power, its line or its settlement service. */
export const conditionNames = [
  'agent-failure',
  'antivirus-quarantine',
  'card-reader-down',
  'catalog-behind',
  'certificate-expiring',
  'clock-drift',
  'database-down',
  'database-pool-full',
  'download-partial',
  'line-slow',
  'memory-leak',
  'psam-fault',
  'sign-in-expired',
  'split-brain',
  'trades-in-doubt',
  'ups-on-battery',
  'worker-blocked',
] as const;
export type ConditionName = (typeof conditionNames)[number];

/** One fault's share in a condition. */
export interface Condition {
  readonly fromMs: number;
  /** How bad it is, in the unit of the condition: seconds, milliseconds, a number of trades, the number of a window. */
  readonly amount: number;
}

/** Conditions of one server: which hold now, and how often the ones that count have struck. */
export class Conditions {
  readonly #active = new Map<ConditionName, Set<Condition>>();
  readonly #endedMinutes = new Map<ConditionName, number>();
  readonly #struck = new Map<ConditionName, number>();

  /** The condition that holds longest, or undefined: nearly every server is well, so this must cost nothing. */
  get(name: ConditionName): Condition | undefined {
    if (this.#active.size === 0) return undefined;
    return this.#active.get(name)?.values().next().value;
  }

  has(name: ConditionName): boolean {
    return this.get(name) !== undefined;
  }

  /** Every share in a condition, such as each window whose reader is broken. */
  all(name: ConditionName): Iterable<Condition> {
    return this.#active.get(name) ?? [];
  }

  begin(name: ConditionName, condition: Condition): void {
    const shares = this.#active.get(name) ?? new Set();
    shares.add(condition);
    this.#active.set(name, shares);
    this.#struck.set(name, this.struck(name) + 1);
  }

  end(name: ConditionName, condition: Condition, atMs: number): void {
    const shares = this.#active.get(name);
    if (shares?.delete(condition) !== true) return;
    if (shares.size === 0) this.#active.delete(name);
    this.#endedMinutes.set(name, (this.#endedMinutes.get(name) ?? 0) + minutes(condition, atMs));
  }

  /** How often it has begun. */
  struck(name: ConditionName): number {
    return this.#struck.get(name) ?? 0;
  }

  /** Whole minutes in which the condition held, over all its shares; never falls, so that counters may show it. */
  minutesUntil(name: ConditionName, atMs: number): number {
    const ended = this.#endedMinutes.get(name) ?? 0;
    let now = 0;
    for (const each of this.all(name)) now += minutes(each, atMs);
    return ended + now;
  }
}

function minutes({ fromMs }: Condition, atMs: number): number {
  return Math.max(0, Math.floor((atMs - fromMs) / 60_000));
}

import type { Calendar, Shift } from './calendar.ts';

export interface Gap {
  readonly from: number;
  readonly to: number;
}

interface Known {
  readonly from: number;
  readonly to: number;
  readonly primary: readonly Shift[];
  readonly override: readonly Shift[];
}

const dayMs = 86_400_000;

/** Who is on call when: a calendar, and a second one whose shifts stand in place of the first's. */
export class Rota {
  readonly #primary: Calendar;
  readonly #override: Calendar | undefined;
  readonly #personOf: (title: string) => string;
  #known: Known | undefined;

  /** `personOf` turns the title of an event into the id of a person. */
  constructor(
    primary: Calendar,
    override: Calendar | undefined,
    personOf: (title: string) => string,
  ) {
    this.#primary = primary;
    this.#override = override;
    this.#personOf = personOf;
  }

  /** Ids of those on call; empty in a gap. */
  onDuty(at: number): readonly string[] {
    const { primary, override } = this.#around(at, at);
    const standsIn = override.filter((shift) => covers(shift, at));
    const shifts = standsIn.length > 0 ? standsIn : primary.filter((shift) => covers(shift, at));
    return [...new Set(shifts.map(({ title }) => this.#personOf(title)))];
  }

  /** Times between both at which nobody is on call. */
  gaps(from: number, to: number): readonly Gap[] {
    const { primary, override } = this.#around(from, to);
    const gaps: Gap[] = [];
    let covered = from;
    for (const shift of [...primary, ...override].sort((left, right) => left.from - right.from)) {
      if (shift.from >= to) break;
      if (shift.from > covered) gaps.push({ from: covered, to: shift.from });
      covered = Math.max(covered, shift.to);
    }
    if (covered < to) gaps.push({ from: covered, to });
    return gaps;
  }

  /** When the persons on call next become others; nothing within the days given. */
  nextChange(after: number, days: number): number | undefined {
    const end = after + days * dayMs;
    const { primary, override } = this.#around(after, end);
    const now = this.onDuty(after).join();
    const edges = [...primary, ...override].flatMap(({ from, to }) => [from, to]);
    return edges
      .filter((edge) => edge > after && edge <= end)
      .sort((left, right) => left - right)
      .find((edge) => this.onDuty(edge).join() !== now);
  }

  /** Expanding repeats costs; a month of them is kept. */
  #around(from: number, to: number): Known {
    if (this.#known !== undefined && this.#known.from <= from && to < this.#known.to) {
      return this.#known;
    }
    const span = { from: from - dayMs, to: Math.max(to, from + 31 * dayMs) + dayMs };
    this.#known = {
      ...span,
      primary: this.#primary.shifts(span.from, span.to),
      override: this.#override?.shifts(span.from, span.to) ?? [],
    };
    return this.#known;
  }
}

function covers({ from, to }: Shift, at: number): boolean {
  return from <= at && at < to;
}

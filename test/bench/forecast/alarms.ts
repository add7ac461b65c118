/** A stretch of hours in which an alarm stood. */
export interface Episode {
  readonly from: number;
  readonly to: number;
}

/** Gaps shorter than this belong to one episode. */
const mergeHours = 6;

/** Turns evaluation after evaluation into episodes. */
export class EpisodeBook {
  readonly episodes: { from: number; to: number }[] = [];

  /** `isOn` at this hour. */
  note(hour: number, isOn: boolean): void {
    if (!isOn) return;
    const last = this.episodes.at(-1);
    if (last !== undefined && hour - last.to < mergeHours) last.to = hour;
    else this.episodes.push({ from: hour, to: hour });
  }
}

/** Raised when it was at one value for half an hour, held above another: what the alert rules do in PromQL. */
export class Hysteresis {
  readonly #raise: number;
  readonly #hold: number;
  #since = Number.NaN;
  #isOn = false;

  constructor(raise: number, hold: number) {
    this.#raise = raise;
    this.#hold = hold;
  }

  next(hour: number, value: number): boolean {
    if (this.#isOn) {
      this.#isOn = value >= this.#hold;
      return this.#isOn;
    }
    if (!(value >= this.#raise)) this.#since = Number.NaN;
    else if (Number.isNaN(this.#since)) this.#since = hour;
    this.#isOn = hour - this.#since >= forHours;
    if (this.#isOn) this.#since = Number.NaN;
    return this.#isOn;
  }

  /** Whether the condition holds and the alarm waits. */
  get isPending(): boolean {
    return !this.#isOn && !Number.isNaN(this.#since);
  }
}

const forHours = 0.5;

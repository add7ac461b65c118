/** A scenario that is being played. */
export interface ScenarioRun {
  readonly run: number;
  readonly name: string;
  readonly since: string;
}

/** The scenarios that are being played, by their running number. */
export class ScenarioRuns {
  readonly #running = new Map<number, ScenarioRun>();
  #last = 0;

  get nextRun(): number {
    return this.#last + 1;
  }

  get running(): readonly ScenarioRun[] {
    return [...this.#running.values()];
  }

  isRunning(run: number): boolean {
    return this.#running.has(run);
  }

  nameOf(run: number): string | undefined {
    return this.#running.get(run)?.name;
  }

  begin(run: number, name: string, since: string): void {
    this.#last = Math.max(this.#last, run);
    this.#running.set(run, { run, name, since });
  }

  end(run: number): void {
    this.#running.delete(run);
  }
}

import type { HospitalPlan } from '../fleet/city.ts';
import type { PlannedVolume, Volume } from '../fleet/volume.ts';
import { minus, noVolume } from '../fleet/volume.ts';
import { ServerTwin } from './server-twin.ts';
import type { Site } from './site.ts';
import type { TwinRules } from './twin-rules.ts';

interface Service {
  readonly server: ServerTwin;
  /** Wall time in ms; lies ahead while a standby still takes over. */
  readonly from: number;
  /** Planned volume at that moment. */
  readonly start: Volume;
}

/**
 * A hospital: who serves its windows, and how. What it has settled is a function of time between two changes; a change
 * (a fault begins or ends) first books what was settled until then.
 */
export class HospitalTwin implements Site {
  readonly plan: HospitalPlan;
  readonly servers: readonly ServerTwin[];
  readonly rules: TwinRules;
  readonly volume: PlannedVolume;
  /** Faults that cut the line now; the line is up at 0. */
  lineCuts = 0;
  /** Faults of its own switch: nobody reaches the server, not even the windows. */
  lanFaults = 0;
  /** Faults of the bureau itself. */
  bureauFaults = 0;
  #service: Service | undefined;

  constructor(plan: HospitalPlan, volume: PlannedVolume, rules: TwinRules) {
    this.plan = plan;
    this.rules = rules;
    this.volume = volume;
    this.servers = plan.servers.map((server) => new ServerTwin(server, this));
    const [first] = this.servers;
    if (first !== undefined)
      this.#service = { server: first, from: rules.sinceMs, start: noVolume };
  }

  get lineCut(): boolean {
    return this.lineCuts > 0;
  }

  get isCutOff(): boolean {
    return this.lineCuts > 0 || this.lanFaults > 0;
  }

  get isOffline(): boolean {
    return this.lineCuts > 0 || this.bureauFaults > 0;
  }

  /** Changes conditions at this moment: books, edits, and lets the right server serve from now on. */
  change(atMs: number, edit: () => void): void {
    for (const server of this.servers) server.book(atMs);
    this.#restart(atMs);
    edit();
    for (const server of this.servers) server.noteReach(atMs);
    this.#elect(atMs);
  }

  /** Whether this server serves at this moment. */
  isServing(server: ServerTwin, atMs: number): boolean {
    return this.#service?.server === server && this.#service.from <= atMs;
  }

  /** What this server has settled since the last change, and at most for so long. */
  servedSince(server: object, atMs: number, windowMs = Number.POSITIVE_INFINITY): Volume {
    const service = this.#service;
    if (service?.server !== server || service.from >= atMs) return noVolume;
    const from = atMs - windowMs;
    const start = from <= service.from ? service.start : this.volume.at(from);
    return minus(this.volume.at(atMs), start);
  }

  /** A change in the middle of a take-over does not shorten it. */
  #restart(atMs: number): void {
    const service = this.#service;
    if (service === undefined || service.from >= atMs) return;
    this.#service = { ...service, from: atMs, start: this.volume.at(atMs) };
  }

  /** The primary where it can, else its standby, which needs time to notice. */
  #elect(atMs: number): void {
    const server = this.lanFaults > 0 ? undefined : this.servers.find((each) => each.canSettle);
    if (server === this.#service?.server) return;
    const takesOver = server?.plan.role === 'standby';
    const delayMs = takesOver ? this.rules.business.failoverSeconds * 1000 : 0;
    const from = atMs + delayMs;
    this.#service = server && { server, from, start: this.volume.at(from) };
  }
}

import type { FaultDesk } from '../control/fault-desk.ts';
import type { CityTwin, Placed } from '../twins/city-twin.ts';
import type { HospitalTwin } from '../twins/hospital-twin.ts';
import { hourlySeries, pastMetrics } from './past-series.ts';

/** Rates and queues are written every five minutes, as far apart as Prometheus looks back. */
export const stepMs = 300_000;
const hourMs = 3_600_000;

export interface HistoryOptions {
  readonly city: CityTwin;
  readonly desk: FaultDesk;
  readonly fromMs: number;
  /** The last sample is at this moment or before. */
  readonly untilMs: number;
  /** Takes text of whole lines; a moment is never split. */
  readonly write: (text: string, atMs: number) => void;
}

/**
 * Lives through a time that has passed and writes what Prometheus would have recorded, as OpenMetrics text. A server
 * that would not have answered leaves a gap. Gives the number of samples.
 */
export function writeHistory({ city, desk, fromMs, untilMs, write }: HistoryOptions): number {
  const rates = new Rates(city);
  const servers = [...city.servers.values()].map((placed) => ({
    placed,
    labels: labelsOf(placed),
  }));
  let samples = 0;
  for (let atMs = fromMs; atMs <= untilMs; atMs += stepMs) {
    desk.advance(atMs);
    const text = new Lines(atMs);
    rates.write(text, atMs);
    if (atMs % hourMs === 0) {
      for (const { placed, labels } of servers) writeServer(text, { city, placed, labels });
      for (const hospital of city.hospitals.values()) writeHospital(text, hospital);
    }
    samples += text.count;
    write(text.text, atMs);
  }
  return samples;
}

/** Samples of one moment. */
class Lines {
  readonly atMs: number;
  text = '';
  count = 0;
  readonly #end: string;

  constructor(atMs: number) {
    this.atMs = atMs;
    this.#end = ` ${atMs / 1000}\n`;
  }

  add(series: string, value: number): void {
    this.text += `${series} ${value}${this.#end}`;
    this.count += 1;
  }
}

function labelsOf({ hospital: { plan }, server }: Placed): string {
  const { id, role } = server.plan;
  return `district="${plan.district}",hospital="${plan.code}",server="${id}",role="${role}",level="${plan.group.level}"`;
}

interface One {
  readonly city: CityTwin;
  readonly placed: Placed;
  readonly labels: string;
}

function writeServer(text: Lines, { city, placed, labels }: One): void {
  const { server } = placed;
  text.add(`server:up:bool{${labels}}`, server.isReachable ? 1 : 0);
  if (!server.answers) return;
  const page = city.values(placed, text.atMs, pastMetrics);
  for (const series of hourlySeries) {
    text.add(
      `${series.name}{${labels}${series.labels}}`,
      Number(series.value(page).toPrecision(12)),
    );
  }
}

function writeHospital(text: Lines, { plan, servers }: HospitalTwin): void {
  const labels = `{district="${plan.district}",hospital="${plan.code}",level="${plan.group.level}"}`;
  const reachable = servers.filter(({ isReachable }) => isReachable);
  const answering = servers.filter(({ answers }) => answers);
  text.add(`hospital:reachable_servers:ratio${labels}`, reachable.length / servers.length);
  if (answering.length === 0) return;
  const settles = answering.some((each) => each.canSettle) ? 1 : 0;
  text.add(`hospital:settle_ok:bool${labels}`, settles);
  text.add(`hospital:service_ok:bool${labels}`, settles);
}

/** Settlements a second of hospitals, districts and the city, by their counters of five minutes ago. */
class Rates {
  readonly #city: CityTwin;
  readonly #before = new Map<string, number>();

  constructor(city: CityTwin) {
    this.#city = city;
  }

  write(text: Lines, atMs: number): void {
    const districts = this.#city.plan.districts.map(({ adcode }) =>
      this.#writeDistrict(text, adcode),
    );
    const known = districts.filter((rate) => rate !== undefined);
    if (known.length === 0) return;
    text.add('city:yibao_settle:rate5m', rounded(known.reduce((sum, rate) => sum + rate, 0)));
    text.add('city:yibao_upload_queue:sum', this.#waiting(atMs));
  }

  #writeDistrict(text: Lines, adcode: string): number | undefined {
    let sum: number | undefined;
    for (const hospital of this.#city.hospitalsIn(adcode)) {
      const rate = this.#rateOf(hospital, text.atMs);
      if (rate === undefined) continue;
      const { code, group } = hospital.plan;
      const labels = `{district="${adcode}",hospital="${code}",level="${group.level}"}`;
      text.add(`hospital:yibao_settle:rate5m${labels}`, rounded(rate));
      sum = (sum ?? 0) + rate;
    }
    if (sum !== undefined)
      text.add(`district:yibao_settle:rate5m{district="${adcode}"}`, rounded(sum));
    return sum;
  }

  #waiting(atMs: number): number {
    let queue = 0;
    for (const { server } of this.#city.servers.values()) {
      if (server.answers) queue += server.pendingAt(atMs) + server.onTheWayAt(atMs);
    }
    return queue;
  }

  /** Undefined where no server answered now and five minutes ago. A counter that fell has started again at zero. */
  #rateOf({ servers }: HospitalTwin, atMs: number): number | undefined {
    let rate: number | undefined;
    for (const server of servers) {
      const { id } = server.plan;
      const before = this.#before.get(id);
      if (!server.answers) {
        this.#before.delete(id);
        continue;
      }
      const { online, offline } = server.settledAt(atMs);
      const now = online.total + offline.total;
      this.#before.set(id, now);
      if (before === undefined) continue;
      rate = (rate ?? 0) + ((now < before ? now : now - before) * 1000) / stepMs;
    }
    return rate;
  }
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

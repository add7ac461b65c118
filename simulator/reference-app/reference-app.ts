import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Listening, listen } from '../../lib/http-server.ts';
import type { Log } from '../../lib/json-log.ts';
import { loadBusiness, loadNight } from '../fleet/business.ts';
import { loadCalendar } from '../fleet/calendar.ts';
import { Demand } from '../fleet/demand.ts';
import { type Group, loadFleet } from '../fleet/fleet-file.ts';
import { dayNumber } from '../fleet/local-time.ts';
import { mix } from '../fleet/random.ts';
import { PlannedVolume } from '../fleet/volume.ts';
import { Agenda } from './agenda/agenda.ts';
import { Books } from './books.ts';
import { Bureau } from './bureau/bureau.ts';
import { BureauBooks } from './bureau/bureau-books.ts';
import { DatasetFiles } from './bureau/dataset-files.ts';
import { bureauDoor } from './bureau/door.ts';
import type { ReferenceAppConfig } from './config.ts';
import { controlHandler } from './control.ts';
import { FaultDesk } from './faults/desk.ts';
import { faults } from './faults/index.ts';
import { Hospital } from './hospital.ts';
import { BureauClient } from './line/bureau-client.ts';
import { Line } from './line/line.ts';
import { planNights } from './night/nights.ts';
import { Pair } from './pair.ts';
import { firstInterfaceVersion } from './server/components.ts';
import { setUp, switchOff, switchOn } from './server/power.ts';
import { ReferenceServer } from './server/reference-server.ts';
import { startRoutine } from './server/routine.ts';
import type { Findings } from './server/status.ts';
import type { World } from './world.ts';

interface ReferenceAppOptions {
  readonly config: ReferenceAppConfig;
  readonly log: Log;
  /** Real time; read once, where the application's clock starts. */
  readonly nowMs: number;
}

/** The settlement application of one hospital: its servers, its line, and a bureau at the other end. */
export interface ReferenceApp {
  readonly world: World;
  readonly servers: readonly ReferenceServer[];
  readonly pair: Pair;
  readonly faults: FaultDesk;
  readonly control: Listening;
  /** Ends in order; the state stays on disk and in the database. */
  stop(): Promise<void>;
}

/** Starts everything; patients come as soon as somebody lets the agenda pass. */
export async function createReferenceApp(options: ReferenceAppOptions): Promise<ReferenceApp> {
  const { config, log } = options;
  mkdirSync(config.data, { recursive: true });
  const world = worldOf(options);
  const first = config.servers.length === 1 ? 'single' : 'primary';
  const servers = config.servers.map((server, at) => {
    const [role, branch] = at === 0 ? ([first, '0A'] as const) : (['standby', '0B'] as const);
    return new ReferenceServer(world, { config: server, role, branch });
  });
  const desk = new FaultDesk({ world, servers }, faults);
  const pair = new Pair(world, servers);
  const closing: (() => Promise<unknown>)[] = [() => world.line.close()];
  const stop = async (): Promise<void> => {
    for (const server of servers) await switchOff(server, true);
    for (const server of servers) await server.close();
    await Promise.all(closing.map((close) => close()));
    saveClock(world);
    world.books.close();
  };
  try {
    await world.line.open();
    for (const server of servers) await setUp(server);
    await resume(world, servers);
    for (const server of servers) await start(server);
    pair.watch();
    new Hospital(world, servers, volumeOf(world)).open();
    world.agenda.every(60_000, () => saveClock(world));
    const control = await listen(controlHandler({ world, servers }, desk), config.control);
    closing.push(() => control.close());
    log.info('reference application started', { servers: servers.map(({ id }) => id) });
    return { world, servers, pair, faults: desk, control, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(server: ReferenceServer): Promise<void> {
  const findings: Findings = { local: undefined, bureau: undefined };
  await switchOn(server);
  startRoutine(server, findings);
  planNights(server, findings);
}

function worldOf({ config, log, nowMs }: ReferenceAppOptions): World {
  const [business, night] = [loadBusiness(), loadNight()];
  const startMs = startOf(config, nowMs);
  const agenda = new Agenda(startMs, (error) => log.warn('something failed', { error }));
  const bureau = new Bureau({
    ...{ seed: config.seed, business, interfaceVersion: firstInterfaceVersion },
    books: new BureauBooks(join(config.data, 'bureau/ledger.jsonl')),
    files: new DatasetFiles(night, config.datasets.rowsShare),
    signInMs: config.rules.signInHours * 3_600_000,
    now: () => agenda.nowMs,
  });
  const line = new Line(bureauDoor(bureau), config.bureau);
  const timeoutMs = config.rules.timeoutSeconds * 1000;
  return {
    ...{ agenda, bureau, line, business, night, config, log },
    books: new Books(join(config.data, 'books.tsv')),
    client: new BureauClient({ line, timeoutMs, roundTripMs: [3, 12] }),
    group: groupOf(config),
  };
}

function groupOf({ hospital }: ReferenceAppConfig): Group {
  const group = loadFleet('small').groups.find(({ name }) => name === hospital.group);
  if (group === undefined)
    throw new Error(`hospital.group: expected a known one, got ${hospital.group}`);
  return group;
}

/** The curve of the day is the one of the simulated city. */
function volumeOf({ config, business, group, agenda }: World): PlannedVolume {
  const { seed, hospital } = config;
  const [median] = group.visits;
  const usual = median * group.insured * group.perVisit;
  return new PlannedVolume({
    demand: new Demand({ business, calendar: loadCalendar(), seed, evenShare: hospital.evenShare }),
    group,
    settlementsPerDay: hospital.settlementsPerDay ?? usual,
    busyShare: business.busy.share,
    sinceDay: dayNumber(agenda.nowMs),
    seed: mix(seed, 0x5e),
  });
}

/** Real time goes on by itself; a time of its own goes on where the last run has stopped. */
function startOf({ clock, data }: ReferenceAppConfig, nowMs: number): number {
  if (clock.start === 'now') return nowMs;
  const path = join(data, 'clock.txt');
  const savedMs = existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0;
  return Math.max(Date.parse(clock.start), savedMs);
}

/** A killed run may have got further than it could save: no trade is made in the past. */
async function resume(
  { agenda, config }: World,
  servers: readonly ReferenceServer[],
): Promise<void> {
  if (config.clock.start === 'now') return;
  for (const server of servers) {
    const newestMs = await server.table.newestMs();
    if (newestMs !== undefined) await agenda.advanceTo(newestMs);
  }
}

function saveClock({ agenda, config }: World): void {
  const path = join(config.data, 'clock.txt');
  writeFileSync(`${path}.new`, `${agenda.nowMs}\n`);
  renameSync(`${path}.new`, path);
}

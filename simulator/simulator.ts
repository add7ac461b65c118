import type { Clock } from '../lib/clock.ts';
import { type Listening, listen } from '../lib/http-server.ts';
import type { Log } from '../lib/json-log.ts';
import { cityOf } from './city-of.ts';
import type { SimulatorConfig } from './config.ts';
import { FaultDesk } from './control/fault-desk.ts';
import { controlHandler } from './control/routes.ts';
import { type TruthLog, truthLogTo } from './control/truth-log.ts';
import { faults } from './faults/index.ts';
import { countByGroup } from './fleet/city.ts';
import { isoDate } from './fleet/local-time.ts';
import { createInbox, type Inbox } from './inbox/inbox.ts';
import type { CityTwin } from './twins/city-twin.ts';
import { type Exporters, listenAll } from './twins/exporters.ts';

interface SimulatorOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly config: SimulatorConfig;
}

export interface Simulator {
  readonly city: CityTwin;
  readonly control: Listening;
  readonly inbox: Inbox | undefined;
  /** Heals nothing: faults end with the simulator, and the truth log says so. */
  stop(): Promise<void>;
}

/** Starts control port, inbox and the whole fleet; resolves when every server answers. */
export async function createSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { clock, log, config } = options;
  const city = cityOf(config);
  refuseThePast(city, clock);
  const truth = truthLogTo(config.truthLog);
  const desk = new FaultDesk({ city, clock, faults, truth, timeScale: config.timeScale });
  const open: { close(): Promise<void> }[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(open.map((each) => each.close()));
  };
  try {
    let fleet: Exporters | undefined;
    const isReady = (): boolean => fleet !== undefined;
    const handler = controlHandler({ city, clock, desk, log, isReady });
    const control = await listen(handler, config.control);
    open.push(control);
    const inbox = config.inbox && (await createInbox({ clock, log, config: config.inbox }));
    if (inbox !== undefined) open.push(inbox);
    const { port, gzip } = config.twins;
    fleet = await listenAll({ city, clock, port, gzip });
    open.push(fleet);
    announce({ city, log, truth, clock, config });
    return { city, control, inbox, stop: () => stopAndTell({ stop, desk, truth, clock }) };
  } catch (error) {
    await stop();
    throw error;
  }
}

function refuseThePast(city: CityTwin, clock: Clock): void {
  const now = new Date(clock.now());
  if (clock.now() >= city.sinceMs) return;
  const since = isoDate(Math.round(city.sinceMs / 86_400_000));
  throw new Error(
    `the fleet exists since ${since}; expected a later clock, got ${now.toISOString()}`,
  );
}

interface Start {
  readonly city: CityTwin;
  readonly log: Log;
  readonly truth: TruthLog;
  readonly clock: Clock;
  readonly config: SimulatorConfig;
}

function announce({ city, log, truth, clock, config }: Start): void {
  const { fleet, seed } = config;
  const servers = city.servers.size;
  truth.write(clock.now(), { event: 'simulator started', fleet, seed, servers });
  log.info('simulator started', { fleet, seed, servers, hospitals: countByGroup(city.plan) });
}

interface End {
  readonly stop: () => Promise<void>;
  readonly desk: FaultDesk;
  readonly truth: TruthLog;
  readonly clock: Clock;
}

async function stopAndTell({ stop, desk, truth, clock }: End): Promise<void> {
  await stop();
  const stillActive = desk.active.map(({ id }) => id);
  truth.write(clock.now(), { event: 'simulator stopped', stillActive });
}

import { type Clock, systemClock } from '../lib/clock.ts';
import { every } from '../lib/every.ts';
import { type Listening, listen } from '../lib/http-server.ts';
import type { Log } from '../lib/json-log.ts';
import { limitedLog } from '../lib/limited-log.ts';
import { cityOf } from './city-of.ts';
import type { SimulatorConfig } from './config.ts';
import { FaultDesk } from './control/fault-desk.ts';
import { controlHandler } from './control/routes.ts';
import { readTruth, type TruthLine, type TruthLog, truthLogTo } from './control/truth-log.ts';
import { faults } from './faults/index.ts';
import { countByGroup } from './fleet/city.ts';
import { isoDate } from './fleet/local-time.ts';
import { createInbox, type Inbox } from './inbox/inbox.ts';
import { twinClock } from './twin-clock.ts';
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
  /** Heals nothing: faults go on when a simulator of the same city starts on the same truth log. */
  stop(): Promise<void>;
}

/** Starts control port, inbox and the whole fleet; resolves when every server answers. */
export async function createSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { log, config } = options;
  const clock = twinClock(options.clock, config.time);
  const city = cityOf(config);
  refuseThePast(city, clock);
  const truth = truthLogTo(config.truthLog);
  const desk = new FaultDesk({ city, clock, faults, truth, timeScale: config.timeScale });
  desk.restore(ofThisCity(readTruth(config.truthLog), config));
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
    const advance = safely(desk, log);
    fleet = await listenAll({ city, clock, port, gzip, advance });
    open.push(fleet);
    open.push(agendaLoop(() => advance(clock.now())));
    advance(clock.now());
    announce({ city, log, truth, clock, config });
    if (desk.active.length > 0) log.info('faults go on', { active: desk.active.length });
    return { city, control, inbox, stop: () => stopAndTell({ stop, desk, truth, clock }) };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Events since the last start of another city: what happened there does not concern this one. */
function ofThisCity(
  lines: readonly TruthLine[],
  { fleet, seed }: SimulatorConfig,
): readonly TruthLine[] {
  const isOther = (line: TruthLine): boolean =>
    line.event === 'simulator started' && (line.fleet !== fleet || line.seed !== seed);
  return lines.slice(lines.findLastIndex(isOther) + 1);
}

/** Does what is due; a truth log that cannot be written is told once a minute and tried again. */
function safely(desk: FaultDesk, log: Log): (atMs: number) => void {
  const limited = limitedLog(log, systemClock);
  return (atMs) => {
    try {
      desk.advance(atMs);
    } catch (error) {
      limited.error('an event could not be written to the truth log', { error });
    }
  };
}

/** Scenarios go on when nobody asks for a page. */
function agendaLoop(run: () => void): { close(): Promise<void> } {
  const loop = every({ everyMs: 1000, run, onError: () => undefined });
  return { close: () => loop.stop() };
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

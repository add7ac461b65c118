import type { Clock } from '../../lib/clock.ts';
import { every, type Loop } from '../../lib/every.ts';
import type { Log } from '../../lib/json-log.ts';
import type { Channel } from './channels/channel.ts';
import type { NotifierConfig } from './config.ts';
import { digestTurn } from './digest.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { Emergency } from './emergency.ts';
import type { SilenceKeeper } from './maintenance/silence-keeper.ts';
import type { NameSource } from './name-source.ts';
import type { Roster } from './people/roster.ts';
import type { Planning } from './planner.ts';
import type { Pump } from './pump.ts';
import type { Reconciler } from './reconciler.ts';
import type { ReturnPath } from './return-path.ts';
import type { Status } from './status.ts';
import { outboxLoad } from './storage/outbox.ts';
import { retain } from './storage/retention.ts';
import type { Store } from './storage/store.ts';
import { WakingLoop } from './waking-loop.ts';
import type { Wal } from './wal/wal.ts';
import type { Watchdog } from './watchdog.ts';

interface Parts {
  readonly config: NotifierConfig;
  readonly clock: Clock;
  readonly log: Log;
  readonly wal: Wal;
  readonly store: Store;
  readonly status: Status;
  readonly names: NameSource;
  readonly watchdog: Watchdog;
  readonly emergency: Emergency;
  /** Absent when it is not configured whom to compare with. */
  readonly reconciler: Reconciler | undefined;
  readonly silences: SilenceKeeper | undefined;
  readonly pump: Pump;
  readonly dispatchers: readonly Dispatcher[];
  readonly channels: readonly Channel[];
  readonly planning: () => Planning;
  readonly roster: Roster;
  readonly returnPath: ReturnPath;
}

interface Loops extends Loop {
  /** There is something new in the log. */
  wake(): void;
}

const pollMs = 1000;
const probeMs = 60_000;
const probeTimeoutMs = 5000;
const measureMs = 5000;
const rotaMs = 60_000;
const housekeepingMs = 600_000;
const retentionMs = 3_600_000;
/** An SMTP dialog that takes longer at the end goes out again at the next start, under the same id. */
const graceMs = 2000;

/** Everything that happens by itself, each loop on its own so that none can hold up another. */
export function startLoops(parts: Parts): Loops {
  const { pump, dispatchers, status, config } = parts;
  const onError = (error: unknown) => status.sawDatabase(error);
  const senders = dispatchers.map(
    (dispatcher) =>
      new WakingLoop({ everyMs: pollMs, onError, run: () => sendDue(parts, dispatcher) }),
  );
  const intake = new WakingLoop({
    everyMs: pollMs,
    onError,
    run: async () => {
      if (status.isSuperseded) return;
      await pump.turn();
      await parts.returnPath.missed();
      status.sawDatabase();
      for (const sender of senders) sender.wake();
    },
  });
  const others: readonly Loop[] = [
    quietly(parts, config.watchdog.checkEvery, () => parts.watchdog.check()),
    quietly(parts, config.watchdog.checkEvery, () => parts.emergency.check(status.isDatabaseAway)),
    quietly(parts, config.links.namesEvery, () => parts.names.refresh()),
    quietly(parts, probeMs, () => probeChannels(parts)),
    quietly(parts, config.links.compareEvery, () => reconcile(parts)),
    every({ everyMs: measureMs, onError, run: () => measureOutbox(parts) }),
    quietly(parts, config.links.compareEvery, () => keepSilences(parts)),
    quietly(parts, rotaMs, async () => parts.roster.refresh()),
    quietly(parts, housekeepingMs, () => parts.wal.trim(pump.seq)),
    every({ everyMs: retentionMs, onError, run: () => forgetOld(parts) }),
  ];
  return {
    wake: () => intake.wake(),
    stop: async () => {
      for (const dispatcher of dispatchers) dispatcher.stop();
      const all = [intake, ...senders, ...others].map((loop) => loop.stop());
      await Promise.race([Promise.all(all), new Promise((end) => setTimeout(end, graceMs))]);
    },
  };
}

async function sendDue({ pump, status }: Parts, dispatcher: Dispatcher): Promise<void> {
  const { engine } = pump;
  if (engine !== undefined && !status.isSuperseded) await dispatcher.turn(engine.epoch);
}

function quietly({ log }: Parts, everyMs: number, run: () => Promise<void>): Loop {
  let hasFailed = false;
  return every({
    everyMs,
    onError: (error) => {
      if (!hasFailed) log.warn('a task of the notifier failed and is tried again', { error });
      hasFailed = true;
    },
    run: async () => {
      await run();
      hasFailed = false;
    },
  });
}

async function reconcile({ reconciler, pump, status }: Parts): Promise<void> {
  // What waits on the disk is not yet in the incidents: comparing them now would find what is not missing.
  if (reconciler === undefined || pump.engine === undefined || pump.unread > 0) return;
  const result = await reconciler.turn();
  if (result !== undefined) status.sawReconciled(result);
}

async function keepSilences({ silences, log }: Parts): Promise<void> {
  const { made = 0, removed = 0 } = (await silences?.turn()) ?? {};
  if (made + removed > 0) log.info('silences follow announced work', { made, removed });
}

async function probeChannels({ channels, status }: Parts): Promise<void> {
  for (const channel of channels) {
    status.sawChannel(channel, await channel.probe(AbortSignal.timeout(probeTimeoutMs)));
  }
}

async function measureOutbox({
  store,
  status,
  pump,
  config,
  planning,
  clock,
}: Parts): Promise<void> {
  const { engine } = pump;
  if (engine === undefined || status.isSuperseded) return;
  status.sawOutbox(await outboxLoad(store.db, clock.now()));
  const to = planning().personsOf(config.digest.to, clock.now());
  const digest = { db: store.db, epoch: engine.epoch, dueFrom: config.digest.at, to };
  await digestTurn({ ...digest, planning: planning() }, clock.now());
}

async function forgetOld({ pump, store, clock, status }: Parts): Promise<void> {
  if (pump.engine === undefined || status.isSuperseded) return;
  await retain(store.db, clock.now());
}

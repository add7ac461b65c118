import { type Dataset, datasets } from '../../../catalog/labels.ts';
import { dayMs, dayNumber, dayStart } from '../../fleet/local-time.ts';
import { uniform } from '../../fleet/random.ts';
import type { Steps } from '../agenda/play.ts';
import { day } from '../logs/times.ts';
import { begin } from '../server/power.ts';
import type { ReferenceServer } from '../server/reference-server.ts';
import type { Findings } from '../server/status.ts';
import type { Caller } from '../visits/calls.ts';
import { download } from './download.ts';
import { reconcileLocally, reconcileWithBureau } from './reconcile.ts';
import { signIn, signOut } from './sign-in.ts';

const minuteMs = 60_000;

/** In the order of the night: small ones first, the red list last. */
const order: readonly Dataset[] = [...datasets.filter((each) => each !== 'redlist'), 'redlist'];

/** Plans what a server does by the clock, from now until midnight, and again every midnight. */
export function planNights(server: ReferenceServer, findings: Findings): void {
  const { agenda, night } = server.world;
  const today = dayNumber(agenda.nowMs);
  const at = (minute: number, steps: (caller: Caller) => Steps): void => {
    const atMs = dayStart(today) + minute * minuteMs;
    if (atMs < agenda.nowMs) return;
    agenda.at(atMs, () => (server.isOn ? begin(server, steps) : undefined));
  };
  at(night.firstDownload + uniform(server.seed) * night.spreadMinutes, (caller) =>
    downloads(caller),
  );
  at(night.backup.from + uniform(server.seed, 1) * 30, (caller) => backup(caller));
  at(night.signIn - 5, signOut);
  at(night.signIn, signIn);
  at(night.reconcile.bureau, (caller) => withBureau(caller, findings));
  at(night.reconcile.local, (caller) => locally(caller, findings));
  agenda.at(dayStart(today) + dayMs, () => planNights(server, findings));
}

/** What was not good is tried again every quarter of an hour. */
async function* downloads(caller: Caller): Steps {
  const { server } = caller;
  const { retries } = server.world.night;
  let missing = order;
  for (let attempt = 0; attempt <= retries.count && missing.length > 0; attempt += 1) {
    const failed: Dataset[] = [];
    for (const dataset of missing) {
      if (!server.services.isRunning('downloader')) failed.push(dataset);
      else if ((yield* download(caller, dataset)) !== 'ok') failed.push(dataset);
    }
    missing = failed;
    if (missing.length > 0) yield retries.everyMinutes * minuteMs;
  }
}

/** Old records of the spool go with the backup. */
async function* backup({ server }: Caller): Steps {
  yield minuteMs;
  server.files.backup(day(server.now()));
  server.spool.forgetSentBefore(Date.now() - 2 * dayMs);
}

async function* withBureau(caller: Caller, findings: Findings): Steps {
  if (!caller.server.isActive) return;
  findings.bureau = (yield* reconcileWithBureau(caller)) ?? findings.bureau;
}

async function* locally(caller: Caller, findings: Findings): Steps {
  if (!caller.server.isActive) return;
  yield 1000;
  findings.local = await reconcileLocally(caller);
}

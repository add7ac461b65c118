import { datasets } from '../../../catalog/labels.ts';
import { dayMs } from '../../fleet/local-time.ts';
import { Dice } from '../agenda/dice.ts';
import { play } from '../agenda/play.ts';
import { signIn } from '../night/sign-in.ts';
import type { Caller } from '../visits/calls.ts';
import { loadOffered } from './load-offered.ts';
import type { ReferenceServer } from './reference-server.ts';

/** The first start of all: services, programs, table; a server that has never had datasets or certificates gets them. */
export async function setUp(server: ReferenceServer): Promise<void> {
  const { agenda, config, log } = server.world;
  server.files.install();
  await server.services.start('db');
  await server
    .openTable((error) => {
      if (server.isOn) log.warn('the table cannot be reached', { server: server.id, error });
    })
    .catch((cause) => {
      throw new Error(`${server.id}: expected a PostgreSQL database behind servers.database`, {
        cause,
      });
    });
  const lifeMs = config.rules.certificateDays * dayMs;
  if (!server.files.has('cert/tls.pem')) {
    server.files.certificates(agenda.nowMs - dayMs, agenda.nowMs + lifeMs);
  }
  for (const dataset of datasets) {
    if (server.datasets.current(dataset) !== '0') continue;
    loadOffered(server, dataset, agenda.nowMs - dayMs);
  }
}

/** Starts a server: its services, and its sign-in. */
export async function switchOn(server: ReferenceServer): Promise<void> {
  if (server.isOn) return;
  const { agenda, config } = server.world;
  await server.services.startAll();
  await server.table.markChangedSince(agenda.nowMs - 2 * dayMs);
  await server.restoreRecords();
  server.isOn = true;
  for (let reader = 1; reader <= config.hospital.windows; reader += 1)
    server.files.heartbeat(reader);
  await begin(server, signIn);
}

/** Mains lost: what runs is cut off, in the log too; with `graceful` it ends in order. */
export async function switchOff(server: ReferenceServer, graceful = false): Promise<void> {
  if (!server.isOn) return;
  server.isOn = false;
  server.boots += 1;
  server.isActive = false;
  if (!graceful && server.working > 0 && server.world.config.interface === 'beijing') {
    server.logs.tear(callerOf(server).thread, 'Trade');
  }
  server.logs.close();
  await server.services.stopAll();
}

/** Begins something on a server; it ends with the server. */
export function begin(
  server: ReferenceServer,
  steps: (caller: Caller) => Parameters<typeof play>[1],
): Promise<void> {
  const caller = callerOf(server);
  return play(server.world.agenda, steps(caller), () => caller.boot === server.boots);
}

/** A thread, a visit and chance of their own. */
function callerOf(server: ReferenceServer): Caller {
  server.visits += 1;
  const visit = server.visits;
  const dice = new Dice(server.seed, visit);
  // A thread serves one visit: what an offline answer says can never be taken for the next patient's.
  return { server, dice, visit, thread: visit % 10_000, boot: server.boots };
}

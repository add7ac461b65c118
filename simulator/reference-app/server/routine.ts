import { Dice } from '../agenda/dice.ts';
import type { ReferenceAppConfig } from '../config.ts';
import { signIn } from '../night/sign-in.ts';
import { tradeStates } from '../storage/trade.ts';
import { resolve } from '../visits/after.ts';
import { begin } from './power.ts';
import type { ReferenceServer } from './reference-server.ts';
import { type Findings, writeStatus } from './status.ts';
import { uploadRound } from './uploader.ts';

/** A trade in doubt is left alone for this long: its answer may still be on the way. */
const doubtMs = 60_000;

/** What a server does again and again while it is on. */
export function startRoutine(server: ReferenceServer, findings: Findings): void {
  const { agenda, config } = server.world;
  const whileOn = (periodMs: number, run: () => Promise<void> | void): void => {
    agenda.every(periodMs, () => (server.isOn ? run() : undefined));
  };
  whileOn(config.rules.uploadEverySeconds * 1000, () => uploadRound(server));
  whileOn(30_000, () => resolveDoubts(server));
  whileOn(30_000, () => findBureau(server));
  whileOn(60_000, () => renewSignIn(server));
  whileOn(30_000 * realPace(config), () => beatReaders(server));
  whileOn(15_000 * realPace(config), () => writeStatus(server, findings));
}

/** These files are for readers in real time: in a hurried run they need not be written more often. */
function realPace({ clock }: ReferenceAppConfig): number {
  return clock.speed === 'max' ? 100 : Math.max(1, clock.speed);
}

/** The server that serves finds out what became of trades without an answer. */
async function resolveDoubts(server: ReferenceServer): Promise<void> {
  if (!server.isActive || server.offlineSinceMs !== undefined) return;
  if (!server.services.isRunning('db') || !server.canSettle) return;
  const trades = await server.table.inState(tradeStates.inDoubt);
  for (const trade of trades.slice(0, 20)) {
    if (server.now() - trade.atMs < doubtMs || server.inResolution.has(trade.tradeNo)) continue;
    server.inResolution.add(trade.tradeNo);
    await begin(server, async function* (caller) {
      try {
        yield* resolve(caller, trade);
      } finally {
        server.inResolution.delete(trade.tradeNo);
      }
    });
  }
}

/** Without the bureau: asks every half minute whether it is there again. */
async function findBureau(server: ReferenceServer): Promise<void> {
  if (server.offlineSinceMs === undefined) return;
  const dice = new Dice(server.seed);
  await server.ask({ infno: 'PING', msgid: server.nextMsgid(), input: {}, dice });
}

/** Signs in again when the sign-in has ended; one that was refused waits for people. */
async function renewSignIn(server: ReferenceServer): Promise<void> {
  const { isValid, untilMs } = server.signIn;
  if (isValid && server.now() >= untilMs) await begin(server, signIn);
}

function beatReaders(server: ReferenceServer): void {
  if (!server.services.isRunning('card_service')) return;
  for (let reader = 1; reader <= server.world.config.hospital.windows; reader += 1) {
    if (!server.conditions.readersDown.has(reader)) server.files.heartbeat(reader);
  }
}

import type { Steps } from '../agenda/play.ts';
import type { Entry } from '../books.ts';
import { type ErrorCode, errorCodes } from '../error-codes.ts';
import { type Caller, callBureau, callLocal, methodOf, type Outcome } from './calls.ts';
import { charge } from './charge.ts';

/** What the hospital's clerk wants to do. */
export interface Wish {
  /** 1 to 16: the window, and its card reader. */
  readonly window: number;
  /** A registration is a settlement too, under another name. */
  readonly isRegistration: boolean;
  /** The patient cannot be served: not insured, card lost. */
  readonly isRefused: boolean;
}

/** A patient at a window: card, person, split, charge. Resolves to whether it was settled. */
export async function* visit(caller: Caller, wish: Wish): Steps<boolean> {
  const isOpen = yield* openDevice(caller, wish.window);
  if (!isOpen) return false;
  try {
    const person = yield* identify(caller, wish);
    if (person === undefined) return false;
    if (wish.isRegistration) yield* registerNationally(caller, person);
    const isSplit = yield* split(caller, wish, person);
    if (!isSplit) return false;
    return yield* charge(caller, { ...wish, isOffline: person.isOffline });
  } finally {
    if (caller.boot === caller.server.boots)
      yield* callLocal(caller, { txn: 'open_device', method: 'Close' });
  }
}

async function* openDevice(caller: Caller, window: number): Steps<boolean> {
  const { server } = caller;
  const isDown =
    server.conditions.readersDown.has(window) || !server.services.isRunning('card_service');
  const error = isDown ? errorCodes.powerUp : undefined;
  const also = isDown ? ([['card_failure', 'power_up']] as const) : [];
  const call = { txn: 'open_device', method: 'Open', error, also } as const;
  return (yield* callLocal(caller, call)).error === undefined;
}

/** By card or by electronic credential; undefined when the patient has to go. */
async function* identify(caller: Caller, { window, isRefused }: Wish): Steps<Outcome | undefined> {
  const { server, dice, visit } = caller;
  const hasPsamFault = server.conditions.psamDown.has(window);
  const readsCard = dice.chance(server.world.business.calls.read_card ?? 0);
  const refusal = isRefused ? dice.pick(refusals) : undefined;
  if (readsCard || hasPsamFault) {
    const error = hasPsamFault ? errorCodes.psam : cardError(refusal);
    const output = server.bodies.card(visit);
    const also = failureOf(error);
    const read = yield* callLocal(caller, {
      ...{ txn: 'read_card', method: 'GetCardInfo', output },
      ...{ error, also },
    });
    if (read.error !== undefined) return undefined;
  }
  const person = yield* callBureau(caller, {
    ...{ txn: 'person_info', infno: '1101', method: methodOf(caller, 'GetPersonInfo') },
    ...{ input: {}, canBeOffline: true, refusal: refusal ?? tooOften(caller) },
    output: (isOffline) => server.bodies.personInfo(visit, isOffline),
  });
  return person.error === undefined && !person.isInDoubt ? person : undefined;
}

const refusals = [errorCodes.noCard, errorCodes.lostCard, errorCodes.notInsured] as const;

/** Errors that the reader itself sees; the others come from the bureau. */
function cardError(refusal: ErrorCode | undefined): ErrorCode | undefined {
  return refusal === errorCodes.noCard || refusal === errorCodes.lostCard ? refusal : undefined;
}

function failureOf(error: ErrorCode | undefined): readonly Entry[] {
  if (error === errorCodes.psam) return [['card_failure', 'psam']];
  if (error === errorCodes.noCard) return [['card_failure', 'no_card']];
  return error === errorCodes.lostCard ? [['card_failure', 'lost_card']] : [];
}

function tooOften({ server, dice }: Caller): ErrorCode | undefined {
  return dice.chance(server.conditions.duplicateShare) ? errorCodes.tooOften : undefined;
}

/** The national interface opens a visit first; that is not a settlement. */
async function* registerNationally(caller: Caller, { isOffline }: Outcome): Steps {
  if (methodOf(caller, 'x') !== undefined) return;
  yield* callBureau(caller, {
    ...{ txn: 'register', infno: '2201', input: {} },
    ...{ canBeOffline: true, isOffline },
  });
}

async function* split(caller: Caller, wish: Wish, { isOffline }: Outcome): Steps<boolean> {
  if (methodOf(caller, 'x') === undefined) {
    for (const infno of ['2204', '2206']) {
      const call = { txn: 'divide', infno, input: {}, canBeOffline: true, isOffline } as const;
      const done = yield* callBureau(caller, call);
      if (done.error !== undefined || done.isInDoubt) return false;
    }
    return true;
  }
  const { server, dice, thread, visit } = caller;
  const { business } = server.world;
  const billsType = wish.isRegistration ? '1' : dice.pick(['2', '2', '4']);
  server.logs.beijingSent(thread, 'Divide', server.bodies.divideRequest(visit, billsType));
  const isBroken = dice.chance(business.errors.system);
  const states = isBroken ? [] : itemStates(caller);
  const done = yield* callLocal(caller, {
    ...{ txn: 'divide', method: 'Divide', output: server.bodies.divideAnswer(states) },
    error: isBroken ? errorCodes.unknown : undefined,
    also: states.map((state) => ['item', state]),
  });
  return done.error === undefined;
}

/** Old catalogues: one item in ten is not in them, not mapped, or mapped wrongly. */
function itemStates({ server, dice }: Caller): readonly string[] {
  const { itemsPerSettlement, itemStates } = server.world.business;
  const count = Math.min(60, dice.geometric(itemsPerSettlement));
  return Array.from({ length: count }, () =>
    server.conditions.catalogBehind && dice.chance(0.1)
      ? dice.pick(['2', '3', '5'])
      : dice.weighted(itemStates),
  );
}

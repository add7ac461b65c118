import type { PlannedVolume } from '../fleet/volume.ts';
import { Dice } from './agenda/dice.ts';
import type { Steps } from './agenda/play.ts';
import { begin } from './server/power.ts';
import type { ReferenceServer } from './server/reference-server.ts';
import { inpatient, refund } from './visits/after.ts';
import type { Caller } from './visits/calls.ts';
import { visit, type Wish } from './visits/visit.ts';
import type { World } from './world.ts';

/** More patients than this do not wait for a hung service: they are sent home and counted. */
const mostWaiting = 500;
const minuteMs = 60_000;

/** The windows of a hospital: patients come by the curve of the day and go to the server that serves. */
export class Hospital {
  readonly #world: World;
  readonly #servers: readonly ReferenceServer[];
  readonly #volume: PlannedVolume;
  readonly #dice: Dice;
  #turn = 0;

  constructor(world: World, servers: readonly ReferenceServer[], volume: PlannedVolume) {
    this.#world = world;
    this.#servers = servers;
    this.#volume = volume;
    this.#dice = new Dice(world.config.seed, world.agenda.nowMs % 2 ** 31);
  }

  /** Lets patients come from now on, minute by minute. */
  open(): void {
    this.#planUntilNextMinute();
  }

  #planUntilNextMinute(): void {
    const { agenda } = this.#world;
    const from = agenda.nowMs;
    const until = (Math.floor(from / minuteMs) + 1) * minuteMs;
    const count = this.#volume.at(until).total - this.#volume.at(from).total;
    const { business } = this.#world;
    for (let patient = 0; patient < count; patient += 1) {
      const atMs = from + this.#dice.uniform() * (until - from);
      this.#expect(atMs, false);
      if (this.#dice.chance(business.errors.business.share)) this.#expect(atMs, true);
    }
    agenda.at(until, () => this.#planUntilNextMinute());
  }

  #expect(atMs: number, isRefused: boolean): void {
    const { register = 0.38 } = this.#world.business.calls;
    const wish: Wish = {
      window: 1 + this.#dice.below(this.#world.config.hospital.windows),
      isRegistration: this.#dice.chance(register),
      isRefused,
    };
    this.#world.agenda.at(atMs, () => this.#arrive(wish));
  }

  async #arrive(wish: Wish): Promise<void> {
    const server = this.#serving();
    this.#world.books.add('windows', ['arrived']);
    if (server === undefined || server.workers.waiting >= mostWaiting) {
      this.#world.books.add('windows', ['turned_away']);
      return;
    }
    await begin(server, (caller) => serve(caller, wish));
  }

  /** The active server; both by turns when both are. A hung service is not noticed at the window. */
  #serving(): ReferenceServer | undefined {
    const ready = this.#servers.filter(
      (server) => server.isActive && server.isOn && server.services.isRunning('settle_core'),
    );
    this.#turn += 1;
    return ready[this.#turn % Math.max(1, ready.length)];
  }
}

/** One job every half second: that is how often a waiting visit asks for a free worker. */
const jobMs = 500;
/** A worker sleeps after an exception. */
const sleepMs = 10_000;

async function* serve(caller: Caller, wish: Wish): Steps {
  const { server } = caller;
  yield* untilServed(server);
  try {
    if (server.conditions.workersFail) yield* exception(caller);
    else if (yield* visit(caller, wish)) comeBack(caller);
  } finally {
    server.workers.release();
  }
}

async function* untilServed(server: ReferenceServer): Steps {
  server.workers.wait();
  try {
    while (server.services.isHung('settle_core') || !server.workers.tryTake()) yield jobMs;
  } finally {
    server.workers.endWait();
  }
}

async function* exception({ server, thread }: Caller): Steps {
  server.logs.error(thread, '医保com处理服务错误 对象的当前状态使该操作无效。', 'worker_error');
  server.logs.error(thread, '医保com处理服务错误：等待10秒', 'worker_sleep');
  yield sleepMs;
}

/** Some patients come back for their money within the hour; hospitals with beds admit some, and let others go. */
function comeBack({ server, dice }: Caller): void {
  const { calls } = server.world.business;
  const { agenda, group } = server.world;
  const tradeNo = server.lastTradeNo;
  const isThere = (): boolean => server.isActive && server.canSettle;
  if (dice.chance(calls.refund ?? 0) && tradeNo !== undefined) {
    const run = (): Promise<void> | void =>
      isThere() ? begin(server, (caller) => refund(caller, tradeNo)) : undefined;
    agenda.after(dice.between(600_000, 3_600_000), run);
  }
  if (!group.beds) return;
  for (const step of ['reg', 'settle'] as const) {
    const share = step === 'reg' ? calls.inpatient_reg : calls.inpatient_settle;
    if (!dice.chance(share ?? 0)) continue;
    const run = (): Promise<void> | void =>
      isThere() ? begin(server, (caller) => inpatient(caller, step)) : undefined;
    agenda.after(dice.between(1000, 60_000), run);
  }
}

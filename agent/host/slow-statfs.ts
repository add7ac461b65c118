import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/json-log.ts';
import type { Statfs } from './host.ts';

/** statfs(2) of mounts that may never answer: asked elsewhere, told from memory. */
export interface SlowStatfs {
  /** The last answer, the word for what is wrong, or undefined before the first answer. Never waits. */
  statfs(mountPoint: string): Statfs | string | undefined;
}

/** A process that may hang in our place. */
export interface HelperProcess {
  ask(id: number, mountPoint: string): void;
  onAnswer(listener: (id: number, answer: Statfs | string) => void): void;
  onExit(listener: () => void): void;
  kill(): void;
}

interface Parts {
  readonly spawn: () => HelperProcess;
  readonly clock: Clock;
  readonly log: Log;
  readonly events: { restarted(): void; abandoned(processes: number): void };
}

interface Question {
  readonly mountPoint: string;
  /** Monotonic milliseconds. */
  readonly at: number;
  isSilent: boolean;
}

interface MountState {
  answer?: Statfs | string;
  /** The newest question, until it is answered. */
  asked?: Question;
  nextAt: number;
  silences: number;
}

/** node_exporter's word in the label device_error. */
export const silent = 'mountpoint timeout';

const patienceMs = 5000;
const askEveryMs = 10_000;
const firstRetryMs = 60_000;
const lastRetryMs = 3_600_000;
/** Node has four threads for such calls; the fourth stays free so that other mounts still answer. */
const maxStuck = 3;
const maxAbandoned = 2;

/**
 * Asks a helper process and remembers. A mount that is silent for 5 s is reported as such and asked again after
 * 1, 2, 4 … 60 min; an answer that comes late heals it at once. With three stuck questions the helper is replaced;
 * with two abandoned helpers still alive nothing is asked until one has ended.
 */
export class HelperStatfs implements SlowStatfs {
  readonly #parts: Parts;
  readonly #mounts = new Map<string, MountState>();
  #helper: HelperProcess | undefined;
  /** What the present helper has not answered; a silent question holds one of its threads. */
  #inTheAir = new Map<number, Question>();
  #abandoned = 0;
  #lastId = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  statfs(mountPoint: string): Statfs | string | undefined {
    const now = this.#parts.clock.monotonic();
    const state = this.#stateOf(mountPoint);
    if (state.asked !== undefined) this.#lookAtSilence(mountPoint, state, now);
    else if (now >= state.nextAt) this.#ask(mountPoint, state);
    return state.answer;
  }

  close(): void {
    this.#helper?.kill();
    this.#helper = undefined;
  }

  #stateOf(mountPoint: string): MountState {
    const known = this.#mounts.get(mountPoint);
    if (known !== undefined) return known;
    const made: MountState = { nextAt: Number.NEGATIVE_INFINITY, silences: 0 };
    this.#mounts.set(mountPoint, made);
    return made;
  }

  #lookAtSilence(mountPoint: string, state: MountState, now: number): void {
    const silentMs = now - (state.asked?.at ?? now);
    if (silentMs < patienceMs) return;
    if (state.asked?.isSilent === false) {
      state.asked.isSilent = true;
      if (state.answer !== silent) this.#parts.log.warn('mount does not answer', { mountPoint });
      state.answer = silent;
      this.#replaceIfStuck();
    }
    const wait = Math.min(firstRetryMs * 2 ** Math.min(state.silences, 10), lastRetryMs);
    if (silentMs < wait) return;
    state.silences += 1;
    delete state.asked;
    this.#ask(mountPoint, state);
  }

  #ask(mountPoint: string, state: MountState): void {
    if (this.#helper === undefined) this.#spawn();
    if (this.#helper === undefined) return;
    this.#lastId += 1;
    const at = this.#parts.clock.monotonic();
    state.asked = { mountPoint, at, isSilent: false };
    state.nextAt = at + askEveryMs;
    this.#inTheAir.set(this.#lastId, state.asked);
    this.#helper.ask(this.#lastId, mountPoint);
  }

  #spawn(): void {
    if (this.#abandoned >= maxAbandoned) return;
    const helper = this.#parts.spawn();
    const questions = new Map<number, Question>();
    this.#inTheAir = questions;
    this.#helper = helper;
    helper.onAnswer((id, answer) => this.#take(questions, id, answer));
    helper.onExit(() => this.#ended(helper, questions));
  }

  #take(questions: Map<number, Question>, id: number, answer: Statfs | string): void {
    const question = questions.get(id);
    if (question === undefined) return;
    const { mountPoint } = question;
    questions.delete(id);
    const state = this.#stateOf(mountPoint);
    if (state.answer === silent) this.#parts.log.info('mount answers again', { mountPoint });
    state.answer = answer;
    state.silences = 0;
    delete state.asked;
  }

  /** Its open questions may be asked again; an abandoned one that ends makes room. */
  #ended(helper: HelperProcess, questions: Map<number, Question>): void {
    for (const question of questions.values()) {
      const state = this.#stateOf(question.mountPoint);
      if (state.asked === question) delete state.asked;
    }
    questions.clear();
    if (helper === this.#helper) {
      this.#helper = undefined;
      this.#parts.events.restarted();
      return;
    }
    if (this.#abandoned === 0) return; // it ended because the agent ends
    this.#abandoned -= 1;
    this.#parts.events.abandoned(this.#abandoned);
  }

  #replaceIfStuck(): void {
    const stuck = [...this.#inTheAir.values()].filter(({ isSilent }) => isSilent);
    if (stuck.length < maxStuck || this.#helper === undefined) return;
    this.#abandoned += 1;
    this.#parts.events.abandoned(this.#abandoned);
    this.#parts.events.restarted();
    this.#parts.log.warn('helper hangs and is replaced', {
      stuck: stuck.map(({ mountPoint }) => mountPoint),
      abandoned: this.#abandoned,
    });
    this.#helper.kill(); // a process deep in the kernel ends only when its mount answers
    this.#helper = undefined;
    this.#inTheAir = new Map(); // what it was asked stays open at it, and may still be answered
  }
}

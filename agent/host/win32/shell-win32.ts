import type { Log } from '../../../lib/json-log.ts';
import { type Answer, answers, deadlinesMs, type Question } from './answers.ts';
import type { Supervisor } from './supervisor.ts';
import type { Win32 } from './win32.ts';

/** Errors of Windows that have been told already; more are dropped. */
const maxTold = 100;

/** Asks the supervised shell, each question once in a collection, and believes only answers of the right shape. */
export class ShellWin32 implements Win32 {
  readonly #supervisor: Supervisor;
  readonly #log: Log;
  readonly #shared = new Map<Question, Promise<unknown>>();
  readonly #told = new Set<string>();

  constructor(supervisor: Supervisor, log: Log) {
    this.#supervisor = supervisor;
    this.#log = log;
  }

  get available(): boolean | undefined {
    return this.#supervisor.available;
  }

  ask<Q extends Question>(question: Q, signal: AbortSignal): Promise<Answer<Q>> {
    const known = this.#shared.get(question) as Promise<Answer<Q>> | undefined; // set below only
    if (known !== undefined) return known;
    const asked = this.#ask(question, signal);
    this.#shared.set(question, asked);
    return asked;
  }

  /** A new collection begins: what was answered before is old. */
  renew(): void {
    this.#shared.clear();
  }

  close(): void {
    this.#supervisor.close();
  }

  async #ask<Q extends Question>(question: Q, signal: AbortSignal): Promise<Answer<Q>> {
    const reply = await this.#supervisor.ask(question, deadlinesMs[question], signal);
    if (reply.answer === undefined) throw new Error(`${question}: ${reply.errors.join(', ')}`);
    for (const error of reply.errors) this.#tell(question, error);
    const { data, error } = answers[question].safeParse(reply.answer);
    if (error !== undefined) throw new Error(`${question}: ${error.message}`);
    return data as Answer<Q>; // by the schema of this very question
  }

  #tell(question: Question, error: string): void {
    const key = `${question} ${error}`;
    if (this.#told.has(key) || this.#told.size >= maxTold) return;
    this.#told.add(key);
    this.#log.warn('Windows did not answer a call', { question, error });
  }
}

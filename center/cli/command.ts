import type { ParseArgsOptionsConfig } from 'node:util';

/** One command that does its work and ends. */
export interface Command {
  /** One word or two: `migrate`, `registry import`. */
  readonly name: string;
  /** What stands behind the name. */
  readonly synopsis: string;
  readonly summary: string;
  readonly options: ParseArgsOptionsConfig;
  /** Throws when it cannot do its work at all. */
  readonly run: (call: Call) => Promise<Outcome>;
}

/** A command line and who wrote it. */
export interface Call {
  /** Path of the settings. */
  readonly config: string;
  readonly words: readonly string[];
  readonly flags: Flags;
  /** Who asks, for the record. */
  readonly actor: string;
  /** Tells how far long work is; may be overwritten by the next telling. */
  readonly progress: (text: string) => void;
  /** Ends a command that runs until it is told to. */
  readonly signal: AbortSignal;
}

export interface Outcome {
  /** For the shell: 0 when all is well, 1 when not; `registry diff` has 2 for a difference. */
  readonly status: 0 | 1 | 2;
  /** For the person at the terminal, line by line. */
  readonly report: readonly string[];
}

/** The options of a command as they were typed. */
export class Flags {
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(values: Readonly<Record<string, unknown>>) {
    this.#values = values;
  }

  has(name: string): boolean {
    return this.#values[name] === true;
  }

  text(name: string): string | undefined {
    const value = this.#values[name];
    return typeof value === 'string' ? value : undefined;
  }

  /** Throws a sentence when it was given and is no whole number. */
  count(name: string): number | undefined {
    const text = this.text(name);
    if (text !== undefined && !/^\d{1,9}$/.test(text)) {
      throw new Error(`--${name}: expected a whole number, got ${JSON.stringify(text)}`);
    }
    return text === undefined ? undefined : Number(text);
  }

  /** Throws a sentence when it was not given. */
  needed(name: string): string {
    const text = this.text(name);
    if (text === undefined) throw new Error(`expected --${name}`);
    return text;
  }
}

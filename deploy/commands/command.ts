import type { Layout } from '../layout.ts';
import type { Settings } from '../settings.ts';

/** What every command of `./yibao` gets. */
export interface Invocation {
  readonly settings: Settings;
  readonly layout: Layout;
  /** Words behind the command. */
  readonly args: readonly string[];
  readonly flags: { readonly follow: boolean; readonly lines: string | undefined };
}

/** One word of `./yibao`; resolves to the exit code. */
export interface Command {
  readonly name: string;
  /** Words behind the name, for the list of commands. */
  readonly synopsis: string;
  readonly summary: string;
  /** More lines for `./yibao NAME --help`. */
  readonly help?: string;
  /** True when all words behind the name belong to another program, options too. */
  readonly isPassedOn?: boolean;
  readonly run: (invocation: Invocation) => Promise<number>;
}

/** A mistake in what was typed: the sentence is enough, no stack trace. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

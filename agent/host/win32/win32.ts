import type { Builtins } from '../builtins.ts';
import type { Answer, Question } from './answers.ts';

/** Windows' own calls, made by another process that may be slow or gone. */
export interface Win32 {
  /** Whether somebody can make these calls here; undefined until it is known. */
  readonly available: boolean | undefined;
  /**
   * The answer of this collection; collectors with the same question share it. Rejects with NoDataError where nobody can
   * ever answer, else with what went wrong.
   */
  ask<Q extends Question>(question: Q, signal: AbortSignal): Promise<Answer<Q>>;
}

/** What collectors of Windows read, besides the clock and file systems of their host. */
export interface WindowsSources {
  readonly win32: Win32;
  builtins(): Builtins;
}

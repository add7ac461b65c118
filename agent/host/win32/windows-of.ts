import type { Host } from '../host.ts';
import { NoDataError } from '../no-data-error.ts';
import type { Answer, Question } from './answers.ts';
import type { Win32, WindowsSources } from './win32.ts';

/** What a host with Windows has besides; throws NoDataError on another one. */
export function windowsOf(host: Host): WindowsSources {
  if (host.windows === undefined) throw new NoDataError('Windows');
  return host.windows;
}

/** For collectors that still have something to say without this answer. */
export async function askIfPossible<Q extends Question>(
  win32: Win32,
  question: Q,
  signal: AbortSignal,
): Promise<Answer<Q> | undefined> {
  try {
    return await win32.ask(question, signal);
  } catch {
    return undefined; // the collectors that live on this answer alone tell the failure
  }
}

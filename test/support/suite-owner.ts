import { after } from 'node:test';

/**
 * An owner for what all tests of a `describe` share; to be called in its body. (`after` called inside
 * a `before` hook belongs to that hook and runs at its end.) The last thing made is the first to go.
 */
export function suiteOwner(): { after(run: () => void | Promise<void>): void } {
  const runs: (() => void | Promise<void>)[] = [];
  after(async () => {
    for (const run of runs.reverse()) await run();
  });
  return { after: (run) => runs.push(run) };
}

import { join } from 'node:path';
import { httpChecks, type Program } from '../supervisor/program.ts';
import { environment, type Stack } from './stack.ts';

interface Ours {
  readonly name: string;
  /** Path of its bundle below the folder of bundles. */
  readonly bundle: string;
  readonly arguments: readonly string[];
  /** V8's flags. */
  readonly flags?: readonly string[];
  /** Where its /-/ready and /-/healthy are. */
  readonly checksUrl: string;
  /** What people open, when that is another address. */
  readonly address?: string;
}

/** A program of ours: the pinned Node runs its bundle; it stops within three seconds. */
export function ourProgram({ place }: Stack, ours: Ours): Program {
  const home = place.home(ours.name);
  return {
    name: ours.name,
    command: [
      place.node,
      ...(ours.flags ?? []),
      join(place.programs, ours.bundle),
      ...ours.arguments,
    ],
    cwd: home,
    env: environment(home),
    ...httpChecks(ours.checksUrl),
    stopSignal: 'SIGTERM',
    stopWithinMs: 6000,
    startWithinMs: 30_000,
    address: ours.address ?? ours.checksUrl,
  };
}

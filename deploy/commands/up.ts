import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { errorMessage } from '../../lib/error-message.ts';
import { buildConsole, buildPrograms } from '../build/build.ts';
import type { Layout } from '../layout.ts';
import { Progress } from '../progress.ts';
import { RunningStack, stopLeftovers } from '../running-stack.ts';
import type { Settings } from '../settings.ts';
import { claim, removeState, runningState } from '../supervisor/state.ts';
import { accountFor } from '../system/account.ts';
import { ensurePackages, stackPackages, victoriaPackages } from '../system/packages.ts';
import { makePlace, type Place } from '../system/place.ts';
import { requireFreePorts } from '../system/ports.ts';
import { type Command, type Invocation, UsageError } from './command.ts';
import { welcome } from './welcome.ts';

export const up: Command = {
  name: 'up',
  synopsis: '[--city]',
  summary: 'set up what is missing, start everything, keep it running until Ctrl-C',
  help: `The first start installs Debian packages (as root), builds console and programs and makes a database; a later
one takes seconds and goes on with the data that is there. Every program runs as an unprivileged user and
listens on 127.0.0.1. What dies is started again. The city is the small one of 20 hospitals, so that all is ready within
minutes; with --city it is the whole one, which wants 6 GB of memory and a minute more.`,
  run,
};

async function run({ settings, layout, args }: Invocation): Promise<number> {
  if (args.length > 0) throw new UsageError(`up: expected no more words, got ${args.join(' ')}`);
  const other = runningState(layout.stateFile);
  if (other !== undefined) {
    throw new UsageError(
      `it is running already (pid ${other.launcher.pid}): ./yibao status shows it, ./yibao down ends it`,
    );
  }
  const begun = performance.now();
  const progress = new Progress(process.stdout);
  const stop = stopSignal(progress);
  progress.line(`yibao-watch, data in ${layout.data}\n`);
  let stack: RunningStack | undefined;
  const start = async (): Promise<void> => {
    await stopLeftovers(layout);
    const place = await prepare({ settings, layout }, progress);
    if (stop.signal.aborted) return;
    stack = new RunningStack({ settings, layout, place, progress });
    await stack.start();
    progress.line(welcome(settings, performance.now() - begun));
  };
  try {
    await Promise.race([start(), stop.requested]);
    await stop.requested;
    return 0;
  } finally {
    if (stack !== undefined) await stopAll(stack, progress);
    removeState(layout.stateFile);
  }
}

/** All that must be there before the first program starts; resolves to where it is. */
async function prepare(
  { settings, layout }: { readonly settings: Settings; readonly layout: Layout },
  progress: Progress,
): Promise<Place> {
  const log = (name: string) => join(layout.logs, `${name}.log`);
  mkdirSync(layout.logs, { recursive: true });
  claim(layout.stateFile, settings);
  await requireFreePorts(settings);
  await progress.step('packages', () =>
    ensurePackages(packagesOf(settings), log('install-debian')),
  );
  await progress.step('programs', buildPrograms);
  await progress.step('console', () => buildConsole(log('build-console')));
  return makePlace(layout, accountFor(settings.account));
}

function packagesOf({ backend }: Settings) {
  return backend === 'prometheus' ? stackPackages : [...stackPackages, ...victoriaPackages];
}

async function stopAll(stack: RunningStack, progress: Progress): Promise<void> {
  try {
    await progress.step('stopping', () => stack.stop());
  } catch (error) {
    progress.line(`  ${errorMessage(error)}`);
  }
}

/** The first Ctrl-C asks for an orderly stop; at the second the launcher leaves, and the kernel ends the rest. */
function stopSignal(progress: Progress) {
  const controller = new AbortController();
  const requested = new Promise<void>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(name, () => {
        if (controller.signal.aborted && name === 'SIGINT') process.exit(130);
        if (!controller.signal.aborted) progress.line(`\n${name}: stopping`);
        controller.abort();
        resolve();
      });
    }
  });
  return { signal: controller.signal, requested };
}

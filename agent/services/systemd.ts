import { systemdServiceRestart, systemdUnitState, systemdUnits } from '../../catalog/system.ts';
import { runProgram } from '../host/run-program.ts';
import type { Task } from '../sources/background.ts';
import { type Sample, sample } from '../sources/sample.ts';
import type { ServiceSettings } from './settings.ts';

export const systemdMetrics = [systemdUnitState, systemdServiceRestart, systemdUnits] as const;

const states = ['activating', 'active', 'deactivating', 'failed', 'inactive'] as const;
const timeoutMs = 10_000;
const maxOutputBytes = 4 * 1024 * 1024;

/** Asks systemctl: five series for each unit of the configuration, and of all others those that have failed. */
export function systemdTask({ units, interval, systemctl }: ServiceSettings): Task {
  return {
    name: 'systemd',
    everyMs: interval,
    timeoutMs: 2 * timeoutMs,
    run: async (signal) => {
      const ask = (args: readonly string[]): Promise<string> =>
        askSystemctl(systemctl, args, signal);
      const list = parseUnits(
        await ask(['list-units', '--all', '--plain', '--no-legend', '--full']),
      );
      const failed = list.filter(({ active }) => active === 'failed').map(({ name }) => name);
      const wanted = [...new Set([...units, ...failed])];
      const shown =
        wanted.length === 0
          ? []
          : parseShow(
              await ask([
                'show',
                '--property=Id,Type,ActiveState,LoadState,NRestarts',
                '--',
                ...wanted,
              ]),
            );
      return [...shown.flatMap(unitSamples), ...countSamples(list)];
    },
  };
}

async function askSystemctl(
  path: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  const outcome = await runProgram({ path, args, timeoutMs, maxOutputBytes }, signal);
  if (outcome.outcome !== 'exited') throw new Error(`${path} ${args[0]}: ${outcome.outcome}`);
  if (outcome.code !== 0)
    throw new Error(`${path} ${args[0]}: code ${outcome.code}, ${outcome.stderr.trim()}`);
  return outcome.stdout.toString('utf8');
}

interface ListedUnit {
  readonly name: string;
  readonly active: string;
}

/** `ssh.service loaded active running OpenBSD Secure Shell server`, a mark before failed ones in some versions. */
export function parseUnits(text: string): readonly ListedUnit[] {
  return text
    .split('\n')
    .map((line) => line.replace(/^[●*\s]+/u, '').split(/\s+/))
    .filter(([, load]) => load !== undefined && load !== 'not-found')
    .map(([name = '', , active = '']) => ({ name, active }));
}

type Properties = ReadonlyMap<string, string>;

/** Blocks of `Key=value` lines with an empty line between units. */
export function parseShow(text: string): readonly Properties[] {
  return text
    .trim()
    .split('\n\n')
    .map((block) => new Map(block.split('\n').map((line) => splitOnce(line))))
    .filter((properties) => properties.has('Id') && properties.get('LoadState') !== 'not-found');
}

function splitOnce(line: string): [string, string] {
  const at = line.indexOf('=');
  return [line.slice(0, at), line.slice(at + 1)];
}

function unitSamples(properties: Properties): readonly Sample[] {
  const name = properties.get('Id') ?? '';
  const type = properties.get('Type') ?? '';
  const active = properties.get('ActiveState');
  const restarts = Number(properties.get('NRestarts') ?? 'absent');
  return [
    ...states.map((state) => sample(systemdUnitState, state === active ? 1 : 0, name, state, type)),
    ...(Number.isFinite(restarts) ? [sample(systemdServiceRestart, restarts, name)] : []),
  ];
}

function countSamples(units: readonly ListedUnit[]): readonly Sample[] {
  return states.map((state) =>
    sample(systemdUnits, units.filter(({ active }) => active === state).length, state),
  );
}

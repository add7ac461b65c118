import { systemdUnitState, systemdUnits } from '../../catalog/system.ts';
import type { Collector, Emit } from '../collectors/collector.ts';
import type { Answer } from '../host/win32/answers.ts';
import { windowsOf } from '../host/win32/windows-of.ts';

type Service = Answer<'services'>[number];

const states = ['activating', 'active', 'deactivating', 'failed', 'inactive'] as const;
type State = (typeof states)[number];

/** SERVICE_STATUS_PROCESS dwCurrentState from 1; a paused service does not serve. */
const stateOfNumber: readonly State[] = [
  'inactive', // 0 does not occur
  'inactive',
  'activating',
  'deactivating',
  'active',
  'activating',
  'deactivating',
  'inactive',
];
const stopped = 1;
const startsByItself = [0, 1, 2]; // SERVICE_BOOT_START, SERVICE_SYSTEM_START, SERVICE_AUTO_START
/** ERROR_SERVICE_NEVER_STARTED: one that waits for its trigger has not failed. */
const neverStarted = 1077;
/** Copies of a service for each session, with another name each time. */
const perUser = 0xc0;

/** Services of Windows as units: five series for each that is named, and of all others those that have failed. */
export function windowsServicesCollector(names: readonly string[]): Collector {
  const wanted = new Set(names.map((name) => name.toLowerCase())); // Windows does not mind the case
  return {
    name: 'services',
    os: ['windows'],
    cadence: 'minute',
    runsIn: 'helper',
    byDefault: true,
    metrics: [systemdUnitState, systemdUnits],
    start(host) {
      const { win32 } = windowsOf(host);
      return async (emit, signal) => {
        const told = (await win32.ask('services', signal)).filter(({ type }) => !(type & perUser));
        const units = told.map((service) => ({ name: service.name, state: stateOf(service) }));
        for (const { name, state } of units) {
          if (state === 'failed' || wanted.has(name.toLowerCase())) emitUnit(emit, name, state);
        }
        for (const each of states) {
          emit(systemdUnits, units.filter(({ state }) => state === each).length, each);
        }
      };
    },
  };
}

function emitUnit(emit: Emit, name: string, state: State): void {
  for (const each of states) {
    emit(systemdUnitState, each === state ? 1 : 0, name, each, 'windows_service');
  }
}

function stateOf({ state, exitCode, start }: Service): State {
  const isFailed = state === stopped && exitCode !== 0 && exitCode !== neverStarted;
  if (isFailed && start !== undefined && startsByItself.includes(start)) return 'failed';
  return stateOfNumber[state] ?? 'inactive';
}

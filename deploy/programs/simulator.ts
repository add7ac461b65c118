import { join } from 'node:path';
import type { Program } from '../supervisor/program.ts';
import { secretFile } from '../system/secrets.ts';
import { ourProgram } from './our-program.ts';
import { addressOf, type Stack, urlOf, writeConfig } from './stack.ts';

const bundle = 'simulator/main.js';

/** The city that never existed, with the demo inbox. */
export function simulator(stack: Stack): Program {
  const program = ourProgram(stack, {
    ...{ name: 'simulator', bundle, checksUrl: urlOf(stack, 'simulator') },
    arguments: ['serve', '--config', simulatorConfig(stack)],
  });
  // Thousands of listeners, and a truth log that may be long.
  return { ...program, startWithinMs: 120_000 };
}

/** Writes the registry of the same city, for the center to import. */
export function registryCommand(stack: Stack): readonly [string, ...string[]] {
  const { node, programs, registry } = stack.place;
  const config = simulatorConfig(stack);
  return [node, join(programs, bundle), 'registry', '--config', config, '--out', registry];
}

/** Lives through the past that is wanted and writes it into a folder, with the truth log that the simulator goes on with. */
export function pastCommand(stack: Stack, folder: string): readonly [string, ...string[]] {
  const { node, programs } = stack.place;
  const past = ['--past', stack.settings.history ?? '0s', '--out', folder];
  return [node, join(programs, bundle), 'history', '--config', simulatorConfig(stack), ...past];
}

export function truthLog({ place }: Stack): string {
  return join(place.home('simulator'), 'truth.jsonl');
}

export const registryFiles = ['districts.csv', 'hospitals.csv', 'servers.csv'] as const;

function simulatorConfig(stack: Stack): string {
  return writeConfig(stack, 'simulator.yml', {
    fleet: stack.settings.fleet,
    control: addressOf(stack, 'simulator'),
    // On one machine, compressing thousands of pages only costs processor time.
    twins: { port: stack.settings.ports.fleet, gzip: stack.settings.fleet === 'small' },
    truthLog: truthLog(stack),
    timeScale: stack.settings.timeScale,
    inbox: {
      web: addressOf(stack, 'inbox'),
      smtp: addressOf(stack, 'smtp'),
      sms: { listen: addressOf(stack, 'sms'), tokenFile: secretFile(stack.place, 'sms-token') },
    },
  });
}

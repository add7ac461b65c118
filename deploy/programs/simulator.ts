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

export const registryFiles = ['districts.csv', 'hospitals.csv', 'servers.csv'] as const;

function simulatorConfig(stack: Stack): string {
  return writeConfig(stack, 'simulator.yml', {
    fleet: stack.settings.fleet,
    control: addressOf(stack, 'simulator'),
    // On one machine, compressing thousands of pages only costs processor time.
    twins: { port: stack.settings.ports.fleet, gzip: stack.settings.fleet === 'small' },
    truthLog: join(stack.place.home('simulator'), 'truth.jsonl'),
    timeScale: stack.settings.timeScale,
    inbox: {
      web: addressOf(stack, 'inbox'),
      smtp: addressOf(stack, 'smtp'),
      sms: { listen: addressOf(stack, 'sms'), tokenFile: secretFile(stack.place, 'sms-token') },
    },
  });
}

import { join } from 'node:path';
import type { Program } from '../supervisor/program.ts';
import { secretFile } from '../system/secrets.ts';
import { ourProgram } from './our-program.ts';
import { addressOf, type Stack, urlOf, writeConfig } from './stack.ts';

const bundle = 'simulator/main.js';

/** The small city that never existed, with the demo inbox. */
export function simulator(stack: Stack): Program {
  return ourProgram(stack, {
    ...{ name: 'simulator', bundle, checksUrl: urlOf(stack, 'simulator') },
    arguments: ['serve', '--config', simulatorConfig(stack)],
  });
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
    fleet: 'small',
    control: addressOf(stack, 'simulator'),
    twins: { port: stack.settings.ports.fleet },
    truthLog: join(stack.place.home('simulator'), 'truth.jsonl'),
    timeScale: stack.settings.timeScale,
    inbox: {
      web: addressOf(stack, 'inbox'),
      smtp: addressOf(stack, 'smtp'),
      sms: { listen: addressOf(stack, 'sms'), tokenFile: secretFile(stack.place, 'sms-token') },
    },
  });
}

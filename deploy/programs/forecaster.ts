import type { Program } from '../supervisor/program.ts';
import { ourProgram } from './our-program.ts';
import { addressOf, type Stack, urlOf, writeConfig } from './stack.ts';

/** Tells what runs full, when, and how sure that is; a city that has just begun has too little history for it. */
export function forecaster(stack: Stack): Program {
  const config = writeConfig(stack, 'forecaster.yml', {
    listen: addressOf(stack, 'forecaster'),
    dataFolder: stack.place.home('forecaster'),
    prometheus: urlOf(stack, 'prometheus'),
  });
  return ourProgram(stack, {
    ...{ name: 'forecaster', bundle: 'exporter-rules/forecast/main.js' },
    arguments: ['--config', config],
    checksUrl: urlOf(stack, 'forecaster'),
  });
}

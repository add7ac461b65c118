import { join } from 'node:path';
import { databaseUrl } from '../postgres/server.ts';
import type { Program } from '../supervisor/program.ts';
import { secretFile } from '../system/secrets.ts';
import { ourProgram } from './our-program.ts';
import { addressOf, type Stack, urlOf, writeConfig } from './stack.ts';

const bundle = 'center/main.js';

/** Registry, discovery, console. */
export function center(stack: Stack): Program {
  return ourProgram(stack, {
    ...{ name: 'center', bundle, checksUrl: urlOf(stack, 'operations') },
    arguments: ['serve', '--config', centerConfig(stack)],
    address: `${urlOf(stack, 'console')}/`,
  });
}

/** A command of the center that runs and ends: `migrate`, or `registry import FILE…`. */
export function centerCommand(
  stack: Stack,
  args: readonly string[],
): readonly [string, ...string[]] {
  const { node, programs } = stack.place;
  return [node, join(programs, bundle), ...args, '--config', centerConfig(stack)];
}

function centerConfig(stack: Stack): string {
  const { place, cluster } = stack;
  return writeConfig(stack, 'center.yml', {
    database: { url: databaseUrl(cluster.socketFolder, 'center') },
    console: {
      listen: addressOf(stack, 'console'),
      dist: place.console,
      boards: place.boards,
      runbooks: place.runbooks,
    },
    operations: { listen: addressOf(stack, 'operations') },
    registry: { contactKeyFile: secretFile(place, 'contact-key') },
    prometheus: { url: urlOf(stack, 'prometheus') },
  });
}

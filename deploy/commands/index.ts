import type { Command } from './command.ts';
import { down } from './down.ts';
import { helpAbout } from './help.ts';
import { logs } from './logs.ts';
import { maintenance } from './maintenance.ts';
import { registry } from './registry.ts';
import { rules } from './rules.ts';
import { simulate } from './simulate.ts';
import { status } from './status.ts';
import { test } from './test.ts';
import { up } from './up.ts';

const words = [up, down, status, logs, simulate, registry, maintenance, rules, test] as const;

/** Every word of `./yibao`, in the order of the help. */
export const commands: readonly Command[] = [...words, helpAbout(words)];

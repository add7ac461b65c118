import { readInventory } from '../host/system-information.ts';

/** A process of seconds, an optional bundle of its own: prints the inventory as one line of JSON and ends. */
process.stdout.write(`${JSON.stringify(await readInventory())}\n`);

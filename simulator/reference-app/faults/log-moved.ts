import { existsSync, renameSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { logFolders } from '../logs/server-logs.ts';
import { day, hour } from '../logs/times.ts';
import { atServer, serverOf } from './aim.ts';
import { defineFault } from './fault.ts';

/** Somebody tidies up: today's folder of a log is moved away, or its file is emptied. It happens once. */
export const logMoved = defineFault({
  kind: 'log-moved',
  rows: [],
  summary: 'tidy a log up: how (moved, emptied), log (trade, net, …), server',
  request: z.strictObject({
    ...atServer,
    how: z.enum(['moved', 'emptied']).default('moved'),
    log: z.enum(logFolders).default('trade'),
  }),
  inject(scene, { server: id, how, log: name }) {
    const server = serverOf(scene, id);
    const log = server.logs.folders[name];
    log.close();
    const today = join(log.folder, day(server.now()));
    const file = join(today, `${hour(server.now())}.txt`);
    if (how === 'moved' && existsSync(today)) renameSync(today, `${today}.bak${server.now()}`);
    if (how === 'emptied' && existsSync(file)) truncateSync(file);
    return {
      effect: `${server.id}: log ${name} was ${how}; healing brings nothing back`,
      heal() {},
    };
  },
});

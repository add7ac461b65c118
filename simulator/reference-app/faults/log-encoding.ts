import { z } from 'zod';
import { encodings } from '../logs/hourly-log.ts';
import { logFolders } from '../logs/server-logs.ts';
import { atServer, serverOf } from './aim.ts';
import { defineFault } from './fault.ts';

/** An update writes a log in another encoding from its next file on; the open file goes on as it is. */
export const logEncoding = defineFault({
  kind: 'log-encoding',
  rows: [],
  summary: 'write a log in another encoding: log (trade), encoding, server',
  request: z.strictObject({
    ...atServer,
    log: z.enum(logFolders).default('trade'),
    encoding: z.enum(encodings).default('utf16le'),
  }),
  inject(scene, { server: id, log: name, encoding }) {
    const server = serverOf(scene, id);
    const log = server.logs.folders[name];
    const before = log.encoding;
    log.encoding = encoding;
    return {
      effect: `${server.id}: new files of log ${name} are written as ${encoding}`,
      heal() {
        log.encoding = before;
      },
    };
  },
});

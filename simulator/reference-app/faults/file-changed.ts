import { z } from 'zod';
import { atServer, serverOf } from './aim.ts';
import { defineFault } from './fault.ts';

const path = 'config/settlement.config';

/** Somebody has changed a file: its checksum is another one. */
export const fileChanged = defineFault({
  kind: 'file-changed',
  rows: [31],
  summary: 'change a configuration file: server',
  request: z.strictObject({ ...atServer }),
  inject(scene, { server: id }) {
    const { files, id: name } = serverOf(scene, id);
    const before = files.read(path);
    files.write(path, `${before}<!-- changed -->\n`);
    return { effect: `${name}: ${path} was changed`, heal: () => files.write(path, before) };
  },
});

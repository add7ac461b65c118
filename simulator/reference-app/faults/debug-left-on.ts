import { z } from 'zod';
import { atServer, serverOf } from './aim.ts';
import { defineFault } from './fault.ts';

const secondMs = 1000;

/** Debug lines fill the disk: real bytes, up to a limit, in the log of trades. */
export const debugLeftOn = defineFault({
  kind: 'debug-left-on',
  rows: [16],
  summary: 'fill the log of trades: bytesPerSecond, limitMb (at most 1024), server',
  request: z.strictObject({
    ...atServer,
    bytesPerSecond: z.int().min(100).max(10_000_000).default(20_000),
    limitMb: z.number().positive().max(1024).default(100),
  }),
  inject(scene, { server: id, bytesPerSecond, limitMb }) {
    const server = serverOf(scene, id);
    const { agenda } = scene.world;
    let [left, isOver] = [limitMb * 1e6, false];
    const text = `SqlTrace ${'=-'.repeat(450)}`;
    const write = (): void => {
      if (isOver || !server.isOn) return;
      for (let written = 0; written < bytesPerSecond && left > 0; written += text.length) {
        server.logs.noise('trade', text);
        left -= text.length;
      }
      if (left > 0) agenda.after(secondMs, write);
    };
    write();
    return {
      effect: `${server.id}: debug lines fill the log with ${bytesPerSecond} bytes a second, up to ${limitMb} MB`,
      heal() {
        isOver = true;
      },
    };
  },
});

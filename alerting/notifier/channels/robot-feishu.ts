import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Channel } from './channel.ts';
import { limited, meaningOf, robot, robotFields } from './robot.ts';

export const RobotFeishuConfig = z.strictObject({
  kind: z.literal('robot-feishu'),
  ...robotFields,
  /** Of robots with signature checks. */
  secretFile: z.string().optional(),
});
export type RobotFeishuConfig = z.infer<typeof RobotFeishuConfig>;

const perMinute = 100;
const mostOctets = 18_000;
const busy = [9499, 11_232];

/** A group robot of Feishu (飞书). */
export function robotFeishu({ name, urlFile, secretFile }: RobotFeishuConfig): Channel {
  return robot({
    ...{ name, urlFile, perMinute, meaning: meaningOf('code', busy) },
    request: ({ url, content }) => {
      const text = limited(content.text, mostOctets);
      const body = { msg_type: 'text', content: { text } };
      if (secretFile === undefined) return { url, body };
      const timestamp = String(Math.floor(Date.now() / 1000));
      const sign = feishuSign(timestamp, readFileSync(secretFile, 'utf8').trim());
      return { url, body: { timestamp, sign, ...body } };
    },
  });
}

/** `timestamp` in seconds. The key is the text, and nothing is signed with it: so the document wants it. */
export function feishuSign(timestamp: string, secret: string): string {
  return createHmac('sha256', `${timestamp}\n${secret}`).digest('base64');
}

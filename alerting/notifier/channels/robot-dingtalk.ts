import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Channel } from './channel.ts';
import { limited, meaningOf, robot, robotFields } from './robot.ts';

export const RobotDingtalkConfig = z.strictObject({
  kind: z.literal('robot-dingtalk'),
  ...robotFields,
  /** Of robots with the safety setting "signature". */
  secretFile: z.string().optional(),
});
export type RobotDingtalkConfig = z.infer<typeof RobotDingtalkConfig>;

const perMinute = 20;
const mostOctets = 20_000;
const busy = [130_101, -1];

/** A group robot of DingTalk (钉钉). */
export function robotDingtalk({ name, urlFile, secretFile }: RobotDingtalkConfig): Channel {
  return robot({
    ...{ name, urlFile, perMinute, meaning: meaningOf('errcode', busy) },
    request: ({ url, content }) => ({
      url: secretFile === undefined ? url : signed(url, readFileSync(secretFile, 'utf8').trim()),
      body: { msgtype: 'text', text: { content: limited(content.text, mostOctets) } },
    }),
  });
}

function signed(address: string, secret: string): string {
  const url = new URL(address);
  const timestamp = String(Date.now());
  url.searchParams.set('timestamp', timestamp);
  url.searchParams.set('sign', dingtalkSign(timestamp, secret));
  return url.href;
}

/** `timestamp` in milliseconds. */
export function dingtalkSign(timestamp: string, secret: string): string {
  return createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
}

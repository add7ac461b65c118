import { z } from 'zod';
import type { Channel } from './channel.ts';
import { limited, meaningOf, robot, robotFields } from './robot.ts';

export const RobotWecomConfig = z.strictObject({ kind: z.literal('robot-wecom'), ...robotFields });
export type RobotWecomConfig = z.infer<typeof RobotWecomConfig>;

const perMinute = 20;
const mostOctets = 2048;
const tooOften = 45_009;

/** A group robot of WeCom (企业微信). */
export function robotWecom({ name, urlFile }: RobotWecomConfig): Channel {
  return robot({
    ...{ name, urlFile, perMinute, meaning: meaningOf('errcode', [tooOften, -1]) },
    request: ({ url, content }) => ({
      url,
      body: { msgtype: 'text', text: { content: limited(content.text, mostOctets) } },
    }),
  });
}

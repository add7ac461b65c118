import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Channel } from './channel.ts';
import { postJson } from './http-json.ts';
import { reaches } from './reaches.ts';

export const WebhookConfig = z.strictObject({
  kind: z.literal('webhook'),
  name: z.string().regex(/^[a-z0-9-]+$/),
  url: z.url({ protocol: /^https?$/ }),
  /** The bearer token; the file is read at each message. */
  tokenFile: z.string().optional(),
});
export type WebhookConfig = z.infer<typeof WebhookConfig>;

/** Posts `{id, kind, priority, ticket, title, text, link}` to a program of one's own: a screen, a ticket system. */
export function webhook({ name, url, tokenFile }: WebhookConfig): Channel {
  return {
    name,
    medium: 'group',
    async send({ id, content }, signal) {
      if (content.kind !== 'post')
        return { outcome: 'rejected', reason: 'this is not for a group' };
      const { kind: _, ...said } = content;
      const headers =
        tokenFile === undefined
          ? {}
          : { authorization: `Bearer ${readFileSync(tokenFile, 'utf8').trim()}` };
      const body = JSON.stringify({ id, ...said });
      return postJson({ url, headers, body }, signal, () => ({ outcome: 'sent' }));
    },
    probe: (signal) => reaches(new URL(url), signal),
    close: () => {},
  };
}

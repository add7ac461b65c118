import { z } from 'zod';
import { AlertWebhook } from '../../protocol/alert-webhook.ts';

/** By which door a webhook came in. `self` is what the notifier has to say about its own sources. */
const doors = ['am', 'digest', 'self'] as const;
export type Door = (typeof doors)[number];

const Envelope = z.object({
  receivedAt: z.number().int(),
  door: z.enum(doors),
  body: AlertWebhook,
});
export type Envelope = z.infer<typeof Envelope>;

/** A record of the write-ahead log: the body stands in it byte by byte as it was received. */
export function sealEnvelope(receivedAt: number, door: Door, body: Uint8Array): Buffer {
  const head = `{"receivedAt":${receivedAt},"door":"${door}","body":`;
  return Buffer.concat([Buffer.from(head), body, Buffer.from('}')]);
}

/** Throws when the record is not one that `sealEnvelope` has made of a valid webhook. */
export function openEnvelope(payload: Buffer): Envelope {
  return Envelope.parse(storable(JSON.parse(payload.toString('utf8'))));
}

/** PostgreSQL takes no NUL in a text and hashes need whole characters; alerts may bring both. */
function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '\ufffd');
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [String(storable(name)), storable(item)]),
  );
}

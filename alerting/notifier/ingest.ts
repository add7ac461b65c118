import type { Clock } from '../../lib/clock.ts';
import { errorMessage } from '../../lib/error-message.ts';
import type { Log } from '../../lib/json-log.ts';
import { AlertWebhook } from '../../protocol/alert-webhook.ts';
import { type Door, sealEnvelope } from './envelope.ts';
import type { Quarantine } from './quarantine.ts';
import type { Wal } from './wal/wal.ts';

/** What a webhook is answered. 5xx makes Alertmanager send again, 4xx does not. */
export type Answer =
  | { readonly status: 200; readonly seq: number; readonly webhook: AlertWebhook }
  | { readonly status: 400 | 503; readonly reason: string };

interface Parts {
  readonly wal: Wal;
  readonly quarantine: Quarantine;
  readonly clock: Clock;
  readonly log: Log;
}

/** Takes a body: on the disk before it is answered 200, in quarantine when it is no webhook. */
export async function takeWebhook(body: Buffer, door: Door, parts: Parts): Promise<Answer> {
  const checked = checkWebhook(body);
  if ('reason' in checked) return refuseWebhook(body, checked.reason, parts);
  const { wal, clock, log } = parts;
  try {
    const seq = await wal.append(sealEnvelope(clock.now(), door, body));
    return { status: 200, seq, webhook: checked.webhook };
  } catch (error) {
    log.error('the disk refuses webhooks', { error });
    return { status: 503, reason: 'the webhook could not be written to the disk' };
  }
}

/** A valid webhook, or what is wrong with the body. */
export function checkWebhook(body: Buffer): { webhook: AlertWebhook } | { reason: string } {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
  } catch (error) {
    return { reason: `not JSON: ${errorMessage(error).slice(0, 200)}` };
  }
  const result = AlertWebhook.safeParse(value);
  if (result.success) return { webhook: result.data };
  const mistakes = result.error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.join('.') || '(top)'}: ${message}`);
  return { reason: `not a webhook of Alertmanager: ${mistakes.join('; ')}` };
}

/** Keeps a body that is no webhook and says why. */
export function refuseWebhook(
  body: Buffer,
  reason: string,
  { quarantine, clock, log }: Parts,
): Answer {
  try {
    const file = quarantine.keep(body, clock.now());
    log.error('a webhook was refused and put into quarantine', { reason, file });
    return { status: 400, reason };
  } catch (error) {
    // Not even the quarantine can keep it: Alertmanager shall, and send it again.
    log.error('a webhook was refused and could not be kept', { reason, error });
    return { status: 503, reason };
  }
}

import { readFileSync } from 'node:fs';
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { hostPort } from '../../../lib/config.ts';
import { errorMessage } from '../../../lib/error-message.ts';
import type { MailContent } from '../planner.ts';
import type { Channel, Delivery, Outgoing } from './channel.ts';

export const SmtpConfig = z.strictObject({
  kind: z.literal('smtp'),
  name: z.string().regex(/^[a-z0-9-]+$/),
  server: hostPort,
  /** `strict` wants STARTTLS or TLS and checks the certificate; `none` is for a relay on this machine. */
  tls: z.enum(['strict', 'implicit', 'none']).default('strict'),
  /** Certificates of a private authority, PEM. */
  caFile: z.string().optional(),
  login: z.strictObject({ user: z.string(), passwordFile: z.string() }).optional(),
  /** Who the mails are from; its domain also ends the Message-ID. */
  from: z.strictObject({ name: z.string(), address: z.email() }),
});
export type SmtpConfig = z.infer<typeof SmtpConfig>;

const timeoutMs = 20_000;

/** Mail by an SMTP relay, one message per person: one refused recipient must not fail the others. */
export function smtp(config: SmtpConfig): Channel {
  const transport = createTransport(transportOptions(config));
  const domain = config.from.address.split('@')[1] ?? 'localhost';
  return {
    name: config.name,
    medium: 'mail',
    async send(message, signal) {
      const { content, person } = message;
      if (content.kind !== 'mail') return { outcome: 'rejected', reason: 'this is not a mail' };
      if (person.email === undefined) return { outcome: 'rejected', reason: 'no mail address' };
      const mail = mailOf(message, content, { from: config.from, domain });
      try {
        const info = await orAborted(transport.sendMail(mail), signal);
        return { outcome: 'sent', providerId: info.response.slice(0, 200) };
      } catch (error) {
        return deliveryOf(error);
      }
    },
    async probe(signal) {
      try {
        await orAborted(transport.verify(), signal);
        return true;
      } catch {
        return false;
      }
    },
    close: () => transport.close(),
  };
}

function transportOptions({ server, tls, caFile, login }: SmtpConfig) {
  return {
    host: server.host,
    port: server.port,
    secure: tls === 'implicit',
    requireTLS: tls === 'strict',
    ignoreTLS: tls === 'none',
    tls: { minVersion: 'TLSv1.2', ...(caFile === undefined ? {} : { ca: readFileSync(caFile) }) },
    ...(login === undefined
      ? {}
      : { auth: { user: login.user, pass: readFileSync(login.passwordFile, 'utf8').trim() } }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    // Texts come from alerts: they must never make the mailer read a file or fetch an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  } as const;
}

interface Sender {
  readonly from: SmtpConfig['from'];
  readonly domain: string;
}

function mailOf(message: Outgoing, content: MailContent, { from, domain }: Sender) {
  const first = `<${content.threadId}@${domain}>`;
  const isFirst = content.messageId === content.threadId;
  return {
    from,
    to: { name: message.person.name, address: message.person.email ?? '' },
    subject: content.subject,
    text: content.text,
    html: content.html,
    date: new Date(message.createdAt),
    messageId: `<${content.messageId}@${domain}>`,
    ...(isFirst ? {} : { inReplyTo: first, references: first }),
    ...(content.isUrgent ? { priority: 'high' as const } : {}),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
    },
  };
}

/** RFC 5321: 5yz is final, 4yz and silence are not. A refused login is ours to mend, the message waits. */
function deliveryOf(error: unknown): Delivery {
  const { responseCode, code } = error as { responseCode?: number; code?: string };
  const reason = errorMessage(error).slice(0, 300);
  const isFinal = responseCode !== undefined && responseCode >= 500 && code !== 'EAUTH';
  return { outcome: isFinal ? 'rejected' : 'retry', reason };
}

function orAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new Error('no answer in time'));
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

import { z } from 'zod';

const Labels = z.record(z.string(), z.string());

/** Body of an Alertmanager webhook, version 4 (Alertmanager docs, webhook_config). */
export const AlertWebhook = z.object({
  version: z.literal('4'),
  groupKey: z.string(),
  truncatedAlerts: z.number().int().default(0),
  status: z.enum(['firing', 'resolved']),
  receiver: z.string(),
  groupLabels: Labels,
  commonLabels: Labels,
  commonAnnotations: Labels,
  externalURL: z.string(),
  alerts: z.array(
    z.object({
      status: z.enum(['firing', 'resolved']),
      labels: Labels,
      annotations: Labels,
      startsAt: z.iso.datetime({ offset: true }),
      endsAt: z.iso.datetime({ offset: true }),
      generatorURL: z.string().default(''),
      fingerprint: z.string(),
    }),
  ),
});
export type AlertWebhook = z.infer<typeof AlertWebhook>;
export type WebhookAlert = AlertWebhook['alerts'][number];

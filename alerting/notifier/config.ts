import { z } from 'zod';
import { durationMs, hostPort } from '../../lib/config.ts';
import { ChannelConfig } from './channels/index.ts';

const Person = z
  .strictObject({
    name: z.string().min(1),
    /** `both`: Chinese first, then English; an SMS then is Chinese. */
    language: z.enum(['zh', 'en', 'both']).default('zh'),
    email: z.email().optional(),
    mobile: z
      .string()
      .regex(/^\+?\d{5,15}$/, 'expected a number such as 13800000000 or +8613800000000')
      .optional(),
  })
  .refine(
    ({ email, mobile }) => email !== undefined || mobile !== undefined,
    'a person needs an email or a mobile',
  );

const personId = z.string().regex(/^[a-z0-9-]{1,32}$/, 'expected letters a-z, digits and hyphens');

const timeZone = z.string().refine(isTimeZone, 'expected a time zone such as Asia/Shanghai');

const loopback = hostPort.refine(
  ({ host }) => ['127.0.0.1', '::1', 'localhost'].includes(host),
  'the notifier has no sign-in of its own and listens on loopback only, such as 127.0.0.1:9380',
);

/** Settings of the notifier; notifier.example.yml shows each with a sentence. */
export const NotifierConfig = z
  .strictObject({
    listen: loopback.default({ host: '127.0.0.1', port: 9380 }),
    /** Write-ahead log, quarantine and the last good names. */
    dataFolder: z.string(),
    database: z.url({ protocol: /^postgres(ql)?$/ }),
    timeZone: timeZone.default('Asia/Shanghai'),
    links: z.strictObject({
      console: z.url({ protocol: /^https?$/ }),
      names: z.url({ protocol: /^https?$/ }),
      namesEvery: durationMs.prefault('5m'),
      /** Both or none: what webhooks did not tell is found by comparing with them. */
      alertmanager: z.url({ protocol: /^https?$/ }).optional(),
      prometheus: z.url({ protocol: /^https?$/ }).optional(),
      compareEvery: durationMs.prefault('60s'),
    }),
    wal: z
      .strictObject({
        segmentBytes: z
          .int()
          .min(4096)
          .default(16 * 1024 * 1024),
        keep: durationMs.prefault('14d'),
        maxBytes: z
          .int()
          .min(1_048_576)
          .default(2 * 1024 ** 3),
      })
      .prefault({}),
    incidents: z
      .strictObject({
        reopenWithin: durationMs.prefault('30m'),
        grace: durationMs.prefault('5m'),
        holdPerRound: durationMs.prefault('5m'),
        bundleAbove: z.int().min(1).default(5),
        bundleWithin: durationMs.prefault('2m'),
      })
      .prefault({}),
    watchdog: z
      .strictObject({
        missingAfter: durationMs.prefault('3m'),
        checkEvery: durationMs.prefault('5s'),
      })
      .prefault({}),
    digest: z
      .strictObject({
        at: z
          .string()
          .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time such as 08:30')
          .default('08:30'),
        to: z.array(personId).default([]),
      })
      .prefault({}),
    retry: z
      .strictObject({
        first: durationMs.prefault('5s'),
        max: durationMs.prefault('1m'),
        giveUpAfter: durationMs.prefault('24h'),
      })
      .prefault({}),
    signature: z
      .string()
      .regex(/^【.{2,16}】$/, 'expected 2 to 16 characters in 【】')
      .default('【医保运维】'),
    channels: z.array(ChannelConfig).min(1),
    people: z.record(personId, Person),
    teams: z.record(personId, z.array(personId).min(1)).default({}),
    /** Persons or teams who are told of everything that is not for the digest. */
    onDuty: z.array(personId).min(1),
  })
  .superRefine((config, context) => {
    const { alertmanager, prometheus } = config.links;
    if ((alertmanager === undefined) !== (prometheus === undefined)) {
      const message = 'alertmanager and prometheus are needed both, or none';
      context.addIssue({ code: 'custom', path: ['links'], message });
    }
    const known = new Set([...Object.keys(config.people), ...Object.keys(config.teams)]);
    const named = [
      ...config.onDuty.map((id) => ['onDuty', id] as const),
      ...config.digest.to.map((id) => ['digest.to', id] as const),
    ];
    for (const [where, id] of named) {
      if (known.has(id)) continue;
      context.addIssue({
        code: 'custom',
        path: [where],
        message: `${id} is no person and no team`,
      });
    }
    for (const [team, members] of Object.entries(config.teams)) {
      for (const id of members.filter((member) => !(member in config.people))) {
        context.addIssue({ code: 'custom', path: ['teams', team], message: `${id} is no person` });
      }
    }
    for (const [at, { name }] of config.channels.entries()) {
      if (config.channels.findIndex((other) => other.name === name) === at) continue;
      context.addIssue({
        code: 'custom',
        path: ['channels', at],
        message: `${name} is there twice`,
      });
    }
  });
export type NotifierConfig = z.output<typeof NotifierConfig>;

/** The persons behind names of persons and teams, each once. */
export function personsOf(ids: readonly string[], teams: NotifierConfig['teams']): string[] {
  return [...new Set(ids.flatMap((id) => teams[id] ?? [id]))];
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

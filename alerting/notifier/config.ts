import { z } from 'zod';
import { durationMs, hostPort } from '../../lib/config.ts';
import { ChannelConfig } from './channels/index.ts';
import { CallsConfig, namesIn } from './policy/policy-config.ts';

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
    /** A chat group or a program in place of a person: the channel that posts to it. */
    group: z.string().optional(),
  })
  .refine(
    ({ email, mobile, group }) => [email, mobile, group].some((one) => one !== undefined),
    'a person needs an email, a mobile or a group',
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
      /** Where people reach this notifier's /act/ pages, through a proxy; without it mails have no link to act. */
      act: z.url({ protocol: /^https?$/ }).optional(),
      /** Both or none: what webhooks did not tell is found by comparing with them. */
      alertmanager: z
        .union([
          z.url({ protocol: /^https?$/ }).transform((url) => [url]),
          z.array(z.url({ protocol: /^https?$/ })).min(1),
        ])
        .optional(),
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
    /** Who is on call when: calendars of RFC 5545 whose events are named as persons. */
    rotas: z
      .record(
        personId,
        z.strictObject({
          calendar: z.string(),
          /** Its shifts stand in place of the calendar's. */
          override: z.string().optional(),
          /** Persons who are called in a gap. */
          otherwise: z.array(personId).min(1),
        }),
      )
      .default({}),
    calls: CallsConfig.prefault({}),
    /** More new incidents for a person than `above` within the time are told in summaries. */
    flood: z
      .strictObject({
        above: z.int().min(1).default(10),
        within: durationMs.prefault('10m'),
        endsBelow: z.int().min(1).default(5),
      })
      .prefault({}),
    /** How many SMS a person gets within a time; first words about a P1 are counted and never wait. */
    smsLimits: z.array(z.strictObject({ count: z.int().min(1), within: durationMs })).prefault([
      { count: 1, within: '1m' },
      { count: 5, within: '15m' },
      { count: 11, within: '1h' },
      { count: 21, within: '3h' },
    ]),
    /** Persons or teams who are told of everything that is not for the digest. */
    onDuty: z.array(personId).min(1),
  })
  .superRefine((config, context) => {
    const refuse = (path: readonly (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path: [...path], message });
    const { alertmanager, prometheus } = config.links;
    if ((alertmanager === undefined) !== (prometheus === undefined)) {
      refuse(['links'], 'alertmanager and prometheus are needed both, or none');
    }
    const mistakes = [...nameMistakes(config), ...doubleNames(config), ...groupMistakes(config)];
    for (const [path, message] of mistakes) {
      refuse(path, message);
    }
  });
export type NotifierConfig = z.output<typeof NotifierConfig>;

interface Named {
  readonly people: Readonly<Record<string, { readonly group?: string | undefined }>>;
  readonly teams: Readonly<Record<string, readonly string[]>>;
  readonly rotas: Readonly<Record<string, { readonly otherwise: readonly string[] }>>;
  readonly onDuty: readonly string[];
  readonly digest: { readonly to: readonly string[] };
  readonly calls: CallsConfig;
  readonly channels: readonly { readonly name: string; readonly kind: string }[];
}

type Mistake = readonly [path: readonly (string | number)[], message: string];

/** Names that nobody has. */
function nameMistakes({ people, teams, rotas, onDuty, digest, calls }: Named): readonly Mistake[] {
  const isPerson = (id: string) => id in people;
  const isKnown = (id: string) => isPerson(id) || id in teams || id in rotas;
  const named = [
    ...onDuty.map((id) => ['onDuty', id] as const),
    ...digest.to.map((id) => ['digest.to', id] as const),
    ...namesIn(calls),
  ];
  const members = [
    ...Object.entries(teams).map(([team, ids]) => [['teams', team], ids] as const),
    ...Object.entries(rotas).map(([rota, { otherwise }]) => [['rotas', rota], otherwise] as const),
  ];
  return [
    ...named.flatMap(([where, id]): Mistake[] =>
      isKnown(id) ? [] : [[[where], `${id} is no person, no team and no rota`]],
    ),
    ...members.flatMap(([path, ids]) =>
      ids.filter((id) => !isPerson(id)).map((id): Mistake => [path, `${id} is no person`]),
    ),
  ];
}

/** A group is posted to by a channel that posts. */
function groupMistakes({ people, channels }: Named): readonly Mistake[] {
  const posts = channels.filter(({ kind }) => kind.startsWith('robot-') || kind === 'webhook');
  return Object.entries(people).flatMap(([id, { group }]): Mistake[] =>
    group === undefined || posts.some(({ name }) => name === group)
      ? []
      : [[['people', id, 'group'], `${group} is no channel of a robot or webhook`]],
  );
}

/** Names that mean two things. */
function doubleNames({ people, teams, rotas, channels }: Named): readonly Mistake[] {
  const names = channels.map(({ name }) => name);
  return [
    ...names.flatMap((name, at): Mistake[] =>
      names.indexOf(name) === at ? [] : [[['channels', at], `${name} is there twice`]],
    ),
    ...Object.keys(teams).flatMap((id): Mistake[] =>
      id in people ? [[['teams', id], 'a person has this name, too']] : [],
    ),
    ...Object.keys(rotas).flatMap((id): Mistake[] =>
      id in people || id in teams ? [[['rotas', id], 'a person or team has this name, too']] : [],
    ),
  ];
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

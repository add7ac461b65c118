import { z } from 'zod';
import type { Priority } from '../../../catalog/severities.ts';
import { durationMs } from '../../../lib/config.ts';
import { media } from '../incidents/incident.ts';
import { everyDay } from './hours.ts';
import type { Chain, Policy } from './policy.ts';

const id = z.string().regex(/^[a-z0-9-]{1,32}$/, 'expected letters a-z, digits and hyphens');
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time such as 08:30');

const Step = z.strictObject({
  after: durationMs.prefault('0s'),
  /** Persons, teams or rotas. */
  who: z.array(id).min(1),
  by: z
    .array(z.enum(media))
    .min(1)
    .refine(
      (by) => by.some((medium) => medium !== 'group'),
      'a group may not be the only way: nobody need read it',
    ),
  /** `office`: waits until the office is open. */
  when: z.enum(['always', 'office']).default('always'),
});

const ChainConfig = z.strictObject({
  steps: z
    .array(Step)
    .min(1)
    .refine((steps) => steps[0]?.after === 0, 'the first step comes at once: expected after: 0s')
    .refine(
      (steps) => steps.every(({ after }, at) => at === 0 || after > (steps[at - 1]?.after ?? 0)),
      'expected each step after the one before it',
    ),
  rounds: z.int().min(1).max(10).default(1),
  repeatAfter: durationMs.prefault('10m'),
});

const Hours = z.strictObject({ from: timeOfDay, to: timeOfDay });

/** How people are called; without it those on duty are called once. */
export const CallsConfig = z.strictObject({
  P1: ChainConfig.optional(),
  P2: ChainConfig.optional(),
  P3: ChainConfig.optional(),
  office: Hours.extend({ days: z.array(z.int().min(1).max(7)).default([1, 2, 3, 4, 5]) }).prefault({
    ...{ from: '08:30', to: '17:30' },
  }),
  /** No SMS about P2 and below; `none` switches it off. */
  quiet: z.union([Hours, z.literal('none')]).default({ from: '22:00', to: '07:00' }),
  remindAfter: durationMs.prefault('4h'),
});
export type CallsConfig = z.output<typeof CallsConfig>;

/** The policy of a configuration; what it does not say is one call to those on duty. */
export function policyOf(
  calls: CallsConfig,
  { onDuty, timeZone }: { onDuty: readonly string[]; timeZone: string },
): Policy {
  const once = (...by: readonly (typeof media)[number][]): Chain => ({
    steps: [{ afterMs: 0, who: onDuty, media: by, isOfficeOnly: false }],
    rounds: 1,
    repeatAfterMs: 0,
  });
  const chain = (config: z.output<typeof ChainConfig> | undefined): Chain | undefined =>
    config && {
      steps: config.steps.map(({ after, who, by, when }) => ({
        ...{ afterMs: after, who, media: by, isOfficeOnly: when === 'office' },
      })),
      rounds: config.rounds,
      repeatAfterMs: config.repeatAfter,
    };
  const { quiet } = calls;
  return {
    chains: {
      P1: chain(calls.P1) ?? once('sms', 'mail'),
      P2: chain(calls.P2) ?? once('mail'),
      P3: chain(calls.P3) ?? once('mail'),
    },
    office: calls.office,
    quiet:
      quiet === 'none' ? { from: '00:00', to: '00:00', days: [] } : { ...quiet, days: everyDay },
    timeZone,
    remindAfterMs: calls.remindAfter,
  };
}

/** Every name of a person, team or rota in it, with where it stands. */
export function namesIn(calls: CallsConfig): readonly (readonly [path: string, id: string])[] {
  const priorities = ['P1', 'P2', 'P3'] as const satisfies readonly Priority[];
  return priorities.flatMap((priority) =>
    (calls[priority]?.steps ?? []).flatMap(({ who }, at) =>
      who.map((name) => [`calls.${priority}.steps.${at}.who`, name] as const),
    ),
  );
}

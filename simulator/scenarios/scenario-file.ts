import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { durationMs, parseConfig } from '../../lib/config.ts';

const clock = z.string().regex(/^\d\d:\d\d$/, 'expected a local time such as 06:30');
const kind = z.string().min(1);

/** Which hospitals or servers a step hits, when it does not name them: drawn by the seed. */
const Pick = z
  .strictObject({
    of: z.enum(['servers', 'hospitals']),
    /** So many, or this share of all. */
    count: z.int().min(1).optional(),
    share: z.number().gt(0).max(1).optional(),
    levels: z.array(z.enum(['3', '2', '1', '0'])).optional(),
  })
  .refine(
    ({ count, share }) => (count === undefined) !== (share === undefined),
    'expected either count or share',
  );

const Step = z.strictObject({
  kind,
  /** After the beginning of the scenario. */
  after: durationMs.optional(),
  /** Put off until this time of the day. */
  at: clock.optional(),
  /** Each of the hit begins by chance within this time. */
  within: durationMs.optional(),
  lasts: durationMs.optional(),
  pick: Pick.optional(),
  /** Settings of the fault; a text such as `3d..10d` draws one for each of the hit. */
  with: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type Step = z.infer<typeof Step>;

const ScenarioFile = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9-]+$/, 'expected a name such as district-line-cut'),
    summary: z.string().min(10),
    steps: z.array(Step).default([]),
    /** Faults by the stated rates of fault-rates.yml for so long; `times` makes them more frequent. */
    random: z
      .strictObject({ for: durationMs, times: z.number().positive().max(1000).default(1) })
      .optional(),
  })
  .refine(
    ({ steps, random }) => steps.length > 0 || random !== undefined,
    'expected steps or random faults',
  );

/** A story of faults: the same file, seed and city give the same story. */
export type Scenario = z.infer<typeof ScenarioFile>;

/** A shipped scenario by its name, or a file by its path; throws a ConfigError that lists all mistakes. */
export function loadScenario(nameOrPath: string): Scenario {
  return parseScenario(nameOrPath, textOf(nameOrPath));
}

export function parseScenario(source: string, text: string): Scenario {
  return parseConfig(ScenarioFile, source, text);
}

/** The text of a shipped scenario or of a file. */
export function textOf(nameOrPath: string): string {
  const isName = /^[a-z0-9-]+$/.test(nameOrPath);
  const file = isName ? join(folder, `${nameOrPath}.yml`) : nameOrPath;
  if (isName && !existsSync(file)) {
    const all = scenarioNames().join(', ');
    throw new Error(
      `scenario: expected one of ${all}, or a path such as ./own.yml, got ${nameOrPath}`,
    );
  }
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(`${file}: cannot be read`, { cause });
  }
}

const folder = join(import.meta.dirname, 'shipped');

/** Names of the shipped scenarios. */
export function scenarioNames(): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yml'))
    .map((file) => basename(file, '.yml'))
    .toSorted();
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { runbookBase } from '../../exporter-rules/config.ts';
import { formatDuration, parseDuration } from '../../lib/duration.ts';
import { toYaml } from '../../lib/yaml.ts';

const RuleFile = z.strictObject({
  groups: z.array(
    z.looseObject({
      interval: z.string().optional(),
      rules: z.array(
        z.looseObject({ for: z.string().optional(), keep_firing_for: z.string().optional() }),
      ),
    }),
  ),
});

interface Site {
  readonly timeScale: number;
  /** Where this installation shows its runbooks. */
  readonly runbooks: string;
}

/**
 * The committed rule files: name and content. Links lead to the runbooks of this installation;
 * with a time scale, all that waits waits so many times less.
 */
export function ruleFiles(
  folder: string,
  { timeScale, runbooks }: Site,
): readonly (readonly [name: string, content: string])[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yml'));
  if (names.length === 0) throw new Error(`${folder}: expected rule files, found none`);
  return names.toSorted().map((name) => {
    const text = readFileSync(join(folder, name), 'utf8').replaceAll(
      `${runbookBase}/`,
      `${runbooks}/`,
    );
    return [name, timeScale === 1 ? text : scaleRules(text, timeScale)];
  });
}

/** Divides `interval`, `for` and `keep_firing_for`; expressions, and with them all windows, stay. */
export function scaleRules(text: string, timeScale: number): string {
  const { groups } = RuleFile.parse(parse(text));
  return toYaml({
    groups: groups.map((group) => ({
      ...group,
      ...scaled(group, 'interval', timeScale),
      rules: group.rules.map((rule) => ({
        ...rule,
        ...scaled(rule, 'for', timeScale),
        ...scaled(rule, 'keep_firing_for', timeScale),
      })),
    })),
  });
}

/**
 * The same rules for Debian's vmalert 1.79. It does not know `keep_firing_for`: an alert ends as soon as its expression
 * does. And its `increase` counts a counter that it sees for the first time from zero, which is an alarm at each start.
 */
export function forVmalert(text: string): string {
  return text
    .replaceAll(/^ *keep_firing_for: .*\n/gm, '')
    .replaceAll(/\bincrease\(/g, 'increase_prometheus(');
}

/** A duration divided by the time scale; Prometheus takes whole milliseconds. */
export function scaleDuration(text: string, timeScale: number): string {
  return formatDuration(parseDuration(text) / timeScale);
}

function scaled<Key extends string>(
  object: { readonly [key in Key]?: string | undefined },
  key: Key,
  timeScale: number,
): object {
  const text = object[key];
  return text === undefined ? {} : { [key]: scaleDuration(text, timeScale) };
}

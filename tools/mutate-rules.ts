import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ruleGroups } from '../exporter-rules/groups.ts';
import { type Mutant, mutantsOf } from '../exporter-rules/mutate.ts';
import { renderGroup } from '../exporter-rules/render.ts';
import { isAlert, type Rule, type RuleGroup } from '../exporter-rules/rule.ts';

/*
 * Puts one mistake after another into the rules and asks whether a unit test notices.
 *
 *     node tools/mutate-rules.ts [name…]     names of alerts or recorded series; without names all
 *
 * A mistake in an alert must be noticed by the tests of that alert; one in a recorded series by the tests of
 * its group or of an alert that depends on it. Ends with 1 and a list if some mistake is noticed by nobody.
 */

interface Job {
  readonly group: RuleGroup;
  readonly rule: Rule;
  readonly mutant: Mutant;
}

const run = promisify(execFile);
const wanted = process.argv.slice(2);
const jobs = ruleGroups.flatMap((group) =>
  group.rules
    .filter((rule) => wanted.length === 0 || wanted.includes(nameOf(rule)))
    .flatMap((rule) => mutantsOf(rule).map((mutant): Job => ({ group, rule, mutant }))),
);
if (jobs.length === 0) throw new Error(`expected names of rules, got ${wanted.join(' ')}`);

const started = performance.now();
const unnoticed: Job[] = [];
const queue = jobs.values();
await Promise.all(Array.from({ length: availableParallelism() }, workOff));

const seconds = Math.round((performance.now() - started) / 1000);
console.log(`${jobs.length - unnoticed.length} of ${jobs.length} mistakes noticed, ${seconds} s`);
for (const { rule, mutant } of unnoticed) {
  console.log(`NOT NOTICED ${nameOf(rule)}: ${mutant.change}`);
}
if (unnoticed.length > 0) process.exitCode = 1;

/** A worker has a folder with rules and tests of its own and takes the next mistake while there is one. */
async function workOff(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'yibao-mutants-'));
  try {
    cpSync('exporter-rules/generated', join(folder, 'generated'), { recursive: true });
    cpSync('exporter-rules/tests', join(folder, 'tests'), { recursive: true });
    for (const job of queue) {
      if (!(await isNoticed(job, folder))) unnoticed.push(job);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function isNoticed({ group, rule, mutant }: Job, folder: string): Promise<boolean> {
  const needed = isAlert(rule) ? ancestors(rule) : undefined;
  const written = ruleGroups.filter((one) => one === group || needed !== undefined);
  for (const one of written) {
    const rules = one.rules
      .filter((other) => needed === undefined || needed.has(other))
      .map((other) => (other === rule ? mutant.rule : other));
    writeFileSync(fileOf(one, folder), renderGroup({ ...one, rules }));
  }
  try {
    for (const test of testsOf(group, rule)) {
      if (await fails(join(folder, 'tests', test))) return true;
    }
    return false;
  } finally {
    for (const one of written) writeFileSync(fileOf(one, folder), renderGroup(one));
  }
}

function fileOf({ name }: RuleGroup, folder: string): string {
  return join(folder, 'generated', `${name}.rules.yml`);
}

/** The tests of an alert ask for nothing else: rules that it does not read would only cost time. */
function ancestors(rule: Rule, found = new Set<Rule>()): ReadonlySet<Rule> {
  if (found.has(rule)) return found;
  found.add(rule);
  const read = new Set([...rule.expr.reads].map(({ name }) => name));
  for (const other of ruleGroups.flatMap(({ rules }) => rules)) {
    if (!isAlert(other) && read.has(other.name)) ancestors(other, found);
  }
  // Texts and results of the other severity of the same name are part of what its tests expect.
  if (isAlert(rule)) {
    for (const other of ruleGroups.flatMap(({ rules }) => rules)) {
      if (isAlert(other) && other.alert === rule.alert) ancestors(other, found);
    }
  }
  return found;
}

/** Whether promtool finds a difference; a mistake that does not even parse would prove nothing. */
async function fails(test: string): Promise<boolean> {
  try {
    await run('promtool', ['test', 'rules', test], { maxBuffer: 16 * 1024 ** 2 });
    return false;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    if (!stdout.includes('Unit Testing') || stderr.includes('parse error')) throw error;
    return true;
  }
}

/** Files of tests that have to notice a mistake in a rule, those of its own subject first. */
function testsOf(group: RuleGroup, rule: Rule): readonly string[] {
  if (isAlert(rule)) return [`${rule.alert}.yml`];
  const files = [`recorded-${group.name}.yml`, ...dependents(rule).map((name) => `${name}.yml`)];
  return files.filter((file) => existsSync(join('exporter-rules/tests', file)));
}

/** Alerts and groups that read a recorded series, also through other recorded series. */
function dependents(rule: Rule): readonly string[] {
  const names = new Set<string>();
  for (const group of ruleGroups) {
    for (const reader of group.rules) {
      if (reader === rule || ![...reader.expr.reads].some(({ name }) => name === nameOf(rule)))
        continue;
      const found = isAlert(reader)
        ? [reader.alert]
        : [`recorded-${group.name}`, ...dependents(reader)];
      for (const name of found) names.add(name);
    }
  }
  return [...names];
}

function nameOf(rule: Rule): string {
  return isAlert(rule) ? rule.alert : rule.name;
}

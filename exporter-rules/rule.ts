import type { PromQL, Series } from '../catalog/promql.ts';
import type { Family, Priority, Scope, Severity } from '../catalog/severities.ts';
import { runbookBase } from './config.ts';

/** A recorded series is read in other queries exactly like a metric. */
export interface RecordingRule extends Series {
  /** What the value says, in a sentence; for the board's tooltip and the reference page. */
  readonly help: string;
  readonly expr: PromQL;
}

export interface AlertRule {
  readonly alert: string;
  readonly expr: PromQL;
  /** Absent only with `instant`. */
  readonly for?: string;
  /** Why this alert needs no `for`; stays out of the generated file. */
  readonly instant?: string;
  readonly keepFiringFor?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

export type Rule = RecordingRule | AlertRule;

/** Rules of a group are evaluated in their order and see the same instant. */
export interface RuleGroup {
  readonly name: string;
  readonly interval: string;
  readonly rules: readonly Rule[];
}

/** One word, from which severity and priority both follow, so that they cannot disagree. */
export type Urgency = Priority | 'plumbing';

const severityOf: Readonly<Record<Urgency, Severity>> = {
  P1: 'critical',
  P2: 'warning',
  P3: 'warning',
  P4: 'info',
  plumbing: 'none',
};

interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** What people read. Names of hospitals are not here: the notifier knows them, the rules know codes. */
export interface Texts {
  /** What happened, in one line. */
  readonly summary: Bilingual;
  /** What it means for patients and cashiers, and what still works. */
  readonly description: Bilingual;
  /** Name of the alarm in an SMS; Chinese at most 20 characters. */
  readonly short: Bilingual;
  /** First aid in an SMS for one person without a password; Chinese at most 12 characters. */
  readonly action: Bilingual;
  /** Template of how many hospitals are affected; only alerts on a whole area. */
  readonly affected?: string;
}

/** The thing inside a server that scope `part` speaks of: the value of a label, or a fixed word. */
export type Part = { readonly label: string } | { readonly word: string };

export interface AlertSpec {
  readonly alert: string;
  readonly urgency: Urgency;
  readonly family: Family;
  readonly scope: Scope;
  readonly part?: Part;
  readonly expr: PromQL;
  readonly for?: string;
  readonly instant?: string;
  readonly keep?: string;
  /** For alerts about the notifier itself: they leave by Alertmanager's own mail. */
  readonly bypass?: true;
  readonly texts: Texts;
}

/** The name says level:metric:operations, as in `server:cpu_busy:ratio_rate5m`. */
export function record(
  name: `${string}:${string}:${string}`,
  help: string,
  expr: PromQL,
): RecordingRule {
  return { name, help, expr };
}

/** Adds severity, priority, scope, family, part and the link of the runbook to what differs. */
export function rule(spec: AlertSpec): AlertRule {
  return {
    alert: spec.alert,
    expr: spec.expr,
    ...(spec.for === undefined ? {} : { for: spec.for }),
    ...(spec.instant === undefined ? {} : { instant: spec.instant }),
    ...(spec.keep === undefined ? {} : { keepFiringFor: spec.keep }),
    labels: labelsOf(spec),
    annotations: annotationsOf(spec),
  };
}

interface Level {
  readonly expr: PromQL;
  readonly for: string;
  readonly keep: string;
  readonly texts: Texts;
}

type TwoLevels = Pick<AlertSpec, 'alert' | 'family' | 'scope' | 'part'> & {
  readonly warn: Level;
  readonly crit: Level;
};

/** Two severities under one name with the same labels; Alertmanager lets the critical one mute the warning. */
export function warnAndCrit({ warn, crit, ...common }: TwoLevels): AlertRule[] {
  return [rule({ ...common, ...warn, urgency: 'P2' }), rule({ ...common, ...crit, urgency: 'P1' })];
}

export function group(name: string, interval: string, rules: readonly Rule[]): RuleGroup {
  return { name, interval, rules };
}

export function isAlert(rule: Rule): rule is AlertRule {
  return 'alert' in rule;
}

function labelsOf(spec: AlertSpec): Record<string, string> {
  return {
    severity: severityOf[spec.urgency],
    ...(spec.urgency === 'plumbing' ? {} : { priority: spec.urgency }),
    scope: spec.scope,
    family: spec.family,
    ...(spec.part === undefined ? {} : { part: partValue(spec.part) }),
    ...(spec.bypass === true ? { bypass: 'yes' } : {}),
  };
}

function partValue(part: Part): string {
  return 'label' in part ? `{{ $labels.${part.label} }}` : part.word;
}

function annotationsOf({ alert, texts }: AlertSpec): Record<string, string> {
  return {
    summary: texts.summary.en,
    description: texts.description.en,
    summary_zh: texts.summary.zh,
    description_zh: texts.description.zh,
    short_en: texts.short.en,
    short_zh: texts.short.zh,
    action_en: texts.action.en,
    action_zh: texts.action.zh,
    ...(texts.affected === undefined ? {} : { affected: texts.affected }),
    runbook_url: `${runbookBase}/${alert}`,
  };
}

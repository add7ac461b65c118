import type { AlertRule, RecordingRule, RuleGroup } from '../rule.ts';

/** One way in which rules go wrong; returns every problem and prints none. */
export interface Check {
  /** Name of the file. */
  readonly id: string;
  /** What it refuses, in a sentence. */
  readonly refuses: string;
  check(book: RuleBook): readonly Problem[];
}

export interface Problem {
  /** Alert with its severity, or recorded series. */
  readonly rule: string;
  /** What was expected, and what was seen. */
  readonly message: string;
}

/** Everything that the checks look at: the rules and the files that belong to them. */
export interface RuleBook {
  readonly groups: readonly RuleGroup[];
  /** Recorded series that boards and reports read; all others must be read by a rule. */
  readonly published: readonly RecordingRule[];
  /** Text of docs/runbooks/<AlertName>.md by alert. */
  readonly runbooks: ReadonlyMap<string, string>;
  /** Text of exporter-rules/tests/<AlertName>.yml by alert. */
  readonly tests: ReadonlyMap<string, string>;
}

export function alertsOf({ groups }: RuleBook): readonly AlertRule[] {
  return groups.flatMap(({ rules }) => rules.filter((rule) => 'alert' in rule));
}

export function recordsOf({ groups }: RuleBook): readonly RecordingRule[] {
  return groups.flatMap(({ rules }) => rules.filter((rule) => 'name' in rule));
}

/** How a problem names a rule: `HostDown (warning)` or `server:up:bool`. */
export function nameOf(rule: AlertRule | RecordingRule): string {
  return 'alert' in rule ? `${rule.alert} (${rule.labels.severity})` : rule.name;
}

import * as agent from './agent.ts';
import * as center from './center.ts';
import * as cpu from './cpu.ts';
import * as disk from './disk.ts';
import * as filesystem from './filesystem.ts';
import * as forecast from './forecast.ts';
import * as hardware from './hardware.ts';
import * as memory from './memory.ts';
import type { Metric } from './metric.ts';
import * as network from './network.ts';
import * as nightly from './nightly.ts';
import * as notifier from './notifier.ts';
import * as probe from './probe.ts';
import * as process from './process.ts';
import * as processGroup from './process-group.ts';
import * as prometheus from './prometheus.ts';
import * as protocols from './protocols.ts';
import * as service from './service.ts';
import * as settlement from './settlement.ts';
import * as system from './system.ts';
import * as timex from './timex.ts';

/** Subjects in the order of the reference page docs/metrics.md. */
const subjects = {
  cpu,
  memory,
  filesystem,
  disk,
  network,
  protocols,
  hardware,
  system,
  timex,
  process,
  settlement,
  nightly,
  service,
  agent,
  probe,
  processGroup,
  center,
  notifier,
  forecast,
  prometheus,
} as const;

export type Subject = keyof typeof subjects;

/** Every metric of a subject, tables such as `memory.MemTotal` unfolded. */
export function metricsOf(subject: Subject): readonly Metric[] {
  return Object.values(subjects[subject]).flatMap(unfold);
}

export const allSubjects = Object.keys(subjects) as readonly Subject[];

export const allMetrics: readonly Metric[] = allSubjects.flatMap(metricsOf);

function unfold(exported: unknown): readonly Metric[] {
  if (isMetric(exported)) return [exported];
  return typeof exported === 'object' && exported !== null
    ? Object.values(exported).filter(isMetric)
    : [];
}

function isMetric(value: unknown): value is Metric {
  return typeof value === 'object' && value !== null && 'kind' in value && 'help' in value;
}

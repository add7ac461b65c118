import { cpuSeconds } from '../../catalog/cpu.ts';
import { memory } from '../../catalog/memory.ts';
import { promql } from '../../catalog/promql.ts';
import { by, fromAgents } from '../agents.ts';
import { timing } from '../config.ts';
import { type RecordingRule, record } from '../rule.ts';

// Idle of all modes, not of the seconds of the window: after a start or a gap the window holds fewer samples.
export const cpuBusy = record(
  'server:cpu_busy:ratio_rate5m',
  'Share of the processor time that was not idle.',
  promql`
    1
    -
    sum by (${by.server}) (rate(${fromAgents(cpuSeconds, { mode: 'idle' })}[${timing.rateWindow}]))
    /
    sum by (${by.server}) (rate(${fromAgents(cpuSeconds)}[${timing.rateWindow}]))`,
);

export const memoryUnavailable = record(
  'server:mem_unavailable:ratio',
  'Share of the memory that no program could get.',
  promql`
    1
    -
    sum by (${by.server}) (${fromAgents(memory.MemAvailable)})
    /
    sum by (${by.server}) (${fromAgents(memory.MemTotal)})`,
);

export const hostRecords: readonly RecordingRule[] = [cpuBusy, memoryUnavailable];

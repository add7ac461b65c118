import {
  processGroupCount,
  processGroupCpu,
  processGroupExpected,
  processGroupMemory,
  processGroupOldestStart,
  processGroupThreads,
} from '../../catalog/process-group.ts';
import type { Collect, Collector } from '../collectors/collector.ts';
import type { Host } from '../host/host.ts';
import type { ProcessGroupSettings } from './settings.ts';

/** USER_HZ, the unit of times in /proc/PID/stat; 100 on every Linux that Node runs on. */
const ticksPerSecond = 100;
const maxProcesses = 20_000;

interface Process {
  readonly pid: string;
  readonly cpuSeconds: number;
  readonly threads: number;
  /** Ticks since boot. */
  readonly startTicks: number;
  readonly residentBytes: number;
}

/** Counts and costs of groups of processes, from stat and cmdline alone: smaps would stop the process it looks at. */
export function processGroupsCollector(groups: readonly ProcessGroupSettings[]): Collector {
  return {
    name: 'process_groups',
    os: ['linux'],
    cadence: 'minute',
    runsIn: 'main',
    byDefault: true,
    metrics: [
      processGroupCount,
      processGroupExpected,
      processGroupCpu,
      processGroupMemory,
      processGroupThreads,
      processGroupOldestStart,
    ],
    start: (host) => collectGroups(host, groups),
  };
}

function collectGroups(host: Host, groups: readonly ProcessGroupSettings[]): Collect {
  const accounts = new Map(groups.map(({ name }) => [name, new CpuAccount()]));
  return (emit) => {
    const members = membersOf(host, groups);
    const bootSeconds = bootTime(host);
    for (const group of groups) {
      const found = members.get(group.name) ?? [];
      const sum = (of: (process: Process) => number): number =>
        found.reduce((total, process) => total + of(process), 0);
      emit(processGroupCount, found.length, group.name);
      emit(processGroupExpected, group.min, group.name, 'min');
      if (group.max !== undefined) emit(processGroupExpected, group.max, group.name, 'max');
      emit(processGroupCpu, accounts.get(group.name)?.add(found) ?? 0, group.name);
      emit(
        processGroupMemory,
        sum(({ residentBytes }) => residentBytes),
        group.name,
      );
      emit(
        processGroupThreads,
        sum(({ threads }) => threads),
        group.name,
      );
      if (found.length === 0) continue; // nothing was started, so there is no time of it
      const oldest = Math.min(...found.map(({ startTicks }) => startTicks));
      emit(processGroupOldestStart, bootSeconds + oldest / ticksPerSecond, group.name);
    }
  };
}

/** A process belongs to the first group that matches it. */
function membersOf(
  host: Host,
  groups: readonly ProcessGroupSettings[],
): ReadonlyMap<string, Process[]> {
  const members = new Map<string, Process[]>(groups.map(({ name }) => [name, []]));
  const pids = host
    .list('/proc/')
    .filter((name) => /^\d+$/.test(name))
    .slice(0, maxProcesses);
  for (const pid of pids) {
    const stat = host.text(`/proc/${pid}/stat`);
    if (stat === undefined) continue; // it ended meanwhile
    const command = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    const line = host.text(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ').trim() ?? '';
    const group = groups.find(({ match }) => match.test(line === '' ? command : line));
    if (group !== undefined) members.get(group.name)?.push(parseStat(pid, stat, host.pageSize));
  }
  return members;
}

/** Fields of proc(5) behind the name, which may hold blanks and brackets. */
export function parseStat(pid: string, stat: string, pageSize: number): Process {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const field = (number: number): number => {
    const value = Number(fields[number - 3]);
    if (!Number.isFinite(value))
      throw new Error(`/proc/${pid}/stat: expected a number in field ${number}`);
    return value;
  };
  return {
    pid,
    cpuSeconds: (field(14) + field(15)) / ticksPerSecond,
    threads: field(20),
    startTicks: field(22),
    residentBytes: field(24) * pageSize,
  };
}

/** Sums CPU over processes that come and go, so that the sum never falls. */
class CpuAccount {
  #total = 0;
  #known = new Map<string, number>();

  add(found: readonly Process[]): number {
    const now = new Map<string, number>();
    for (const { pid, startTicks, cpuSeconds } of found) {
      const id = `${pid}:${startTicks}`; // a number is used again for another process
      this.#total += Math.max(0, cpuSeconds - (this.#known.get(id) ?? 0));
      now.set(id, cpuSeconds);
    }
    this.#known = now;
    return Math.round(this.#total * 100) / 100;
  }
}

function bootTime(host: Host): number {
  const seconds = /^btime (\d+)$/m.exec(host.read('/proc/stat').toString())?.[1];
  if (seconds === undefined) throw new Error('/proc/stat: expected a line btime');
  return Number(seconds);
}

import {
  contextSwitches,
  cpuSeconds,
  load1,
  load5,
  load15,
  procsRunning,
} from '../../../catalog/cpu.ts';
import { filefdAllocated, filefdMaximum } from '../../../catalog/filesystem.ts';
import { memory } from '../../../catalog/memory.ts';
import { bootTimeSeconds, timeSeconds, unameInfo } from '../../../catalog/system.ts';
import { mix, uniform } from '../../fleet/random.ts';
import { leakedBytes } from '../leak.ts';
import { type Family, family, infos, single } from '../page.ts';
import { flicker, type Reading, rounded } from '../reading.ts';
import type { Shape } from '../shape.ts';

const gibibyte = 2 ** 30;

/** Share of busy time by mode; the rest of a processor is idle. */
const modes = {
  user: 0.6,
  nice: 0.005,
  system: 0.22,
  iowait: 0.12,
  irq: 0.01,
  softirq: 0.045,
  steal: 0,
};

/** Processor, memory, load and name of the machine. */
export function host(shape: Shape): readonly Family[] {
  return [...processor(shape), ...memoryFamilies(shape), ...identity()];
}

function processor({ cpus }: Shape): readonly Family[] {
  const numbers = Array.from({ length: cpus }, (_, at) => at);
  return [
    family(
      cpuSeconds,
      numbers.flatMap((cpu) => [
        ...Object.entries(modes).map(
          ([mode, share]) =>
            [cpu, mode, (r: Reading) => rounded(busySeconds(r, cpu, cpus) * share)] as const,
        ),
        [
          cpu,
          'idle',
          (r: Reading) => rounded(r.uptimeSeconds - busySeconds(r, cpu, cpus)),
        ] as const,
      ]),
    ),
    single(load1, (r) => rounded(loadOf(r, cpus) * (0.8 + 0.5 * flicker(r, 10)))),
    single(load5, (r) => rounded(loadOf(r, cpus) * (0.9 + 0.2 * flicker(r, 11, 60)))),
    single(load15, (r) => rounded(loadOf(r, cpus))),
    single(procsRunning, (r) => 1 + Math.floor(flicker(r, 12) * 3)),
    single(contextSwitches, (r) => Math.floor(r.uptimeSeconds * 900 * cpus + r.total * 4000)),
  ];
}

/** Share of a processor that is busy when no patient is there. */
function baseBusy({ seed }: Reading): number {
  return 0.03 + 0.05 * uniform(seed, 7);
}

/** Seconds a processor was busy since the boot: its own part, a slow wave, and the settlements' share. */
function busySeconds(reading: Reading, cpu: number, cpus: number): number {
  const own = baseBusy(reading) * (0.8 + 0.4 * uniform(mix(reading.seed, 8), cpu));
  const { cpuSecondsPerSettlement } = reading.hospital.rules.business;
  const settlements = (reading.total * cpuSecondsPerSettlement) / cpus;
  return own * (reading.uptimeSeconds + 0.4 * reading.waveSeconds) + settlements;
}

function loadOf(reading: Reading, cpus: number): number {
  const { cpuSecondsPerSettlement } = reading.hospital.rules.business;
  const base = baseBusy(reading) * (1 + 0.4 * reading.wave) * cpus;
  return base + reading.perSecond * cpuSecondsPerSettlement;
}

function memoryFamilies({ memoryGib }: Shape): readonly Family[] {
  const total = memoryGib * gibibyte * 0.98;
  const healthy = (r: Reading): number =>
    total * (0.42 + 0.15 * uniform(r.seed, 9) + 0.01 * r.wave + 0.03 * Math.min(1, r.perSecond));
  const used = (r: Reading): number => Math.min(total * 0.995, healthy(r) + leakedBytes(r));
  return [
    single(memory.MemTotal, () => Math.round(total)),
    single(memory.MemAvailable, (r) => Math.round(total - used(r))),
    single(memory.MemFree, (r) => Math.round((total - used(r)) * 0.35)),
    single(memory.Buffers, () => Math.round(0.2 * gibibyte)),
    single(memory.Cached, (r) => Math.round((total - used(r)) * 0.6)),
    single(memory.SwapTotal, () => 8 * gibibyte),
    single(memory.SwapFree, () => 8 * gibibyte - 40_000_000),
  ];
}

function identity(): readonly Family[] {
  return [
    single(bootTimeSeconds, (r) => Math.floor(r.server.bootedAtMs / 1000)),
    single(timeSeconds, (r) => r.seconds),
    single(filefdAllocated, (r) => Math.round(3200 + 200 * r.wave)),
    single(filefdMaximum, () => 1_600_000),
    infos(unameInfo, {
      key: ({ server }) => server.plan.id,
      rows: ({ server: { plan } }) => [
        [
          '(none)',
          plan.platform.machine,
          plan.hostname,
          plan.platform.kernel,
          'Linux',
          `#1 SMP ${plan.platform.os}`,
        ],
      ],
    }),
  ];
}

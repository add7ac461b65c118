import {
  pressureCpuWaitingSeconds,
  pressureIoStalledSeconds,
  pressureIoWaitingSeconds,
  pressureIrqStalledSeconds,
  pressureMemoryStalledSeconds,
  pressureMemoryWaitingSeconds,
} from '../../../catalog/cpu.ts';
import type { Metric } from '../../../catalog/metric.ts';
import type { Bytes } from '../../host/bytes.ts';
import type { HeldFile, Host } from '../../host/host.ts';
import { NoDataError } from '../../host/no-data-error.ts';
import type { Collector, Emit } from '../collector.ts';

interface Resource {
  readonly name: string;
  /** First letter of a line, and what its total becomes. */
  readonly some?: Metric<readonly []>;
  readonly full?: Metric<readonly []>;
}

/** The line `full` of cpu is always 0 and says nothing; irq has no line `some`, and exists since 6.1. */
const resources: readonly Resource[] = [
  { name: 'cpu', some: pressureCpuWaitingSeconds },
  { name: 'io', some: pressureIoWaitingSeconds, full: pressureIoStalledSeconds },
  { name: 'irq', full: pressureIrqStalledSeconds },
  { name: 'memory', some: pressureMemoryWaitingSeconds, full: pressureMemoryStalledSeconds },
];

const letterS = 115;
const totalLength = 'total='.length;
const microsecondsPerSecond = 1e6;

export const pressure: Collector = {
  name: 'pressure',
  os: ['linux'],
  cadence: 'scrape',
  runsIn: 'main',
  byDefault: true,
  metrics: [
    pressureCpuWaitingSeconds,
    pressureIoStalledSeconds,
    pressureIoWaitingSeconds,
    pressureIrqStalledSeconds,
    pressureMemoryStalledSeconds,
    pressureMemoryWaitingSeconds,
  ],
  start(host) {
    let files = openAll(host);
    return (emit) => {
      if (files.length === 0) files = openAll(host);
      if (files.length === 0) throw new NoDataError('/proc/pressure');
      for (const { file, resource } of files) emitResource(emit, resource, file.read());
    };
  },
};

function openAll(host: Host): readonly { file: HeldFile; resource: Resource }[] {
  return resources
    .filter(({ name }) => host.has(`/proc/pressure/${name}`))
    .map((resource) => ({ file: host.open(`/proc/pressure/${resource.name}`), resource }));
}

/** `some avg10=0.38 avg60=1.37 avg300=1.59 total=36891882` */
function emitResource(emit: Emit, { some, full }: Resource, bytes: Bytes): void {
  while (!bytes.atEnd) {
    const metric = bytes.data[bytes.at] === letterS ? some : full;
    if (metric !== undefined) {
      bytes.skipWords(4);
      bytes.skipBlanks();
      bytes.at += totalLength;
      emit(metric, bytes.integer() / microsecondsPerSecond);
    }
    bytes.nextLine();
  }
}

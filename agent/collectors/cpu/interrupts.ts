import { interrupts as total } from '../../../catalog/cpu.ts';
import type { Bytes } from '../../host/bytes.ts';
import type { Collector, Emit } from '../collector.ts';

/** Off by default: one series for each CPU and line of /proc/interrupts. */
export const interrupts: Collector = {
  name: 'interrupts',
  os: ['linux'],
  cadence: 'scrape',
  runsIn: 'main',
  byDefault: false,
  metrics: [total],
  start(host) {
    const file = host.open('/proc/interrupts');
    return (emit) => {
      const bytes = file.read();
      let cpus = 0;
      while (bytes.word() !== '') cpus++; // the heading: CPU0 CPU1
      bytes.nextLine();
      while (!bytes.atEnd) emitLine(emit, bytes, cpus);
    };
  },
};

/** `  9:   0   12  IO-APIC   9-fasteoi   acpi` or `NMI:   0   0   Non-maskable interrupts`. */
function emitLine(emit: Emit, bytes: Bytes, cpus: number): void {
  const type = bytes.word().slice(0, -1);
  const counts: number[] = [];
  bytes.skipBlanks();
  while (counts.length < cpus && !bytes.atLineEnd) counts.push(bytes.integer());
  const words = bytes
    .line()
    .split(' ')
    .filter((word) => word !== '');
  if (counts.length < cpus || words.length === 0) return; // ERR and MIS are one sum, not one per CPU
  const isLine = /^\d+$/.test(type);
  const info = isLine ? (words[0] ?? '') : words.join(' ');
  const devices = isLine ? words.slice(1).join(' ') : '';
  for (const [cpu, count] of counts.entries()) emit(total, count, String(cpu), devices, info, type);
}

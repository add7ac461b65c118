import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const size = { cpus: 64, disks: 30, nics: 20 } as const;
const single = [
  'loadavg',
  'meminfo',
  'vmstat',
  'cpuinfo',
  'pressure/cpu',
  'pressure/io',
  'pressure/memory',
];
const network = ['netstat', 'snmp', 'snmp6', 'sockstat', 'sockstat6'];

/** A /proc of a large host made of this host's own files: ordinary files, so the kernel's own cost is left out for all. */
export function makeLargeProc(folder: string): void {
  const read = (file: string): string => readFileSync(`/proc/${file}`, 'utf8');
  const write = (file: string, text: string): void => writeFileSync(join(folder, file), text);
  for (const path of ['1/net', 'self', 'net', 'pressure']) {
    mkdirSync(join(folder, path), { recursive: true });
  }
  for (const file of single) write(file, read(file));
  for (const file of network) write(`1/net/${file}`, read(`1/net/${file}`));
  for (const path of ['1', 'self']) {
    write(`${path}/mountinfo`, read('1/mountinfo'));
    write(`${path}/mounts`, read('1/mounts'));
  }
  write('stat', manyCpus(read('stat')));
  write('diskstats', manyDisks(read('diskstats')));
  write('1/net/dev', manyNics(read('1/net/dev')));
  cpSync(join(folder, '1/net'), join(folder, 'net'), { recursive: true });
  cpSync(join(folder, '1/net'), join(folder, 'self/net'), { recursive: true });
}

function manyCpus(stat: string): string {
  const [sum = '', first = '', ...rest] = stat.split('\n');
  const others = rest.filter((line) => !line.startsWith('cpu'));
  return [sum, ...many(size.cpus, (cpu) => first.replace(/^cpu\d+/, `cpu${cpu}`)), ...others].join(
    '\n',
  );
}

function manyDisks(diskstats: string): string {
  const disk =
    diskstats.split('\n').find((line) => line !== '' && !/ (loop|ram|zram)\d+ /.test(line)) ?? '';
  const letter = (index: number): string => String.fromCharCode(97 + index);
  const name = (index: number): string =>
    index < 26 ? `sd${letter(index)}` : `sda${letter(index - 26)}`;
  return many(
    size.disks,
    (index) => `${disk.replace(/^(\s*\d+\s+\d+ )\S+/, `$1${name(index)}`)}\n`,
  ).join('');
}

function manyNics(dev: string): string {
  const [head1 = '', head2 = '', ...devices] = dev.split('\n');
  const device =
    devices.find((line) => line.includes(':') && !line.includes('lo:')) ?? devices[0] ?? '';
  const rest = device.slice(device.indexOf(':'));
  return [head1, head2, ...many(size.nics, (nic) => `eth${nic}${rest}`), ''].join('\n');
}

function many<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

import type { Collector } from './collector.ts';
import { cpu } from './cpu/cpu.ts';
import { loadavg } from './cpu/loadavg.ts';
import { stat } from './cpu/stat.ts';
import { meminfo } from './memory/meminfo.ts';
import { netdev } from './network/netdev.ts';
import { diskstats } from './storage/diskstats.ts';
import { filesystem } from './storage/filesystem.ts';
import { time } from './system/time.ts';
import { uname } from './system/uname.ts';

/** Every collector, in the order of the page. cpu and stat share one read of /proc/stat. */
export const collectors: readonly Collector[] = [
  cpu,
  stat,
  loadavg,
  meminfo,
  filesystem,
  diskstats,
  netdev,
  time,
  uname,
];

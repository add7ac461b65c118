import type { Collector } from './collector.ts';
import { arp } from './windows/arp.ts';
import { bonding } from './windows/bonding.ts';
import { bootTime } from './windows/boot-time.ts';
import { cpu } from './windows/cpu.ts';
import { cpufreq } from './windows/cpufreq.ts';
import { diskInfo } from './windows/disk-info.ts';
import { diskstats } from './windows/diskstats.ts';
import { filesystem } from './windows/filesystem.ts';
import { meminfo } from './windows/meminfo.ts';
import { netclass } from './windows/netclass.ts';
import { netdev } from './windows/netdev.ts';
import { netstat } from './windows/netstat.ts';
import { os } from './windows/os.ts';
import { paging } from './windows/paging.ts';
import { powerSupply } from './windows/power-supply.ts';
import { self } from './windows/self.ts';
import { sockstat } from './windows/sockstat.ts';
import { stat } from './windows/stat.ts';
import { tcpstat } from './windows/tcpstat.ts';
import { threads } from './windows/threads.ts';
import { timex } from './windows/timex.ts';
import { vmstat } from './windows/vmstat.ts';
import { win32 } from './windows/win32.ts';

/**
 * The collectors of Windows, in the order of the page, under the name that their subject has on Linux. `time`, `uname` and
 * `build_info` are the same on both systems.
 */
export const windowsCollectors: readonly Collector[] = [
  cpu,
  bootTime,
  stat,
  threads,
  cpufreq,
  meminfo,
  paging,
  vmstat,
  filesystem,
  diskstats,
  diskInfo,
  netdev,
  netclass,
  netstat,
  sockstat,
  arp,
  tcpstat,
  bonding,
  powerSupply,
  timex,
  os,
  self,
  win32,
];

import type { Collector } from './collector.ts';
import { cpu } from './cpu/cpu.ts';
import { cpufreq } from './cpu/cpufreq.ts';
import { interrupts } from './cpu/interrupts.ts';
import { loadavg } from './cpu/loadavg.ts';
import { pressure } from './cpu/pressure.ts';
import { schedstat } from './cpu/schedstat.ts';
import { stat } from './cpu/stat.ts';
import { edac } from './hardware/edac.ts';
import { hwmon } from './hardware/hwmon.ts';
import { powerSupply } from './hardware/power-supply.ts';
import { thermal } from './hardware/thermal.ts';
import { meminfo } from './memory/meminfo.ts';
import { vmstat } from './memory/vmstat.ts';
import { arp } from './network/arp.ts';
import { bonding } from './network/bonding.ts';
import { conntrack } from './network/conntrack.ts';
import { netclass } from './network/netclass.ts';
import { netdev } from './network/netdev.ts';
import { netstat } from './network/netstat.ts';
import { sockstat } from './network/sockstat.ts';
import { softnet } from './network/softnet.ts';
import { tcpstat } from './network/tcpstat.ts';
import { udpQueues } from './network/udp-queues.ts';
import { diskInfo } from './storage/disk-info.ts';
import { diskstats } from './storage/diskstats.ts';
import { filesystem } from './storage/filesystem.ts';
import { mdadm } from './storage/mdadm.ts';
import { buildInfo } from './system/build-info.ts';
import { entropy } from './system/entropy.ts';
import { filefd } from './system/filefd.ts';
import { hung } from './system/hung.ts';
import { os } from './system/os.ts';
import { processes } from './system/processes.ts';
import { self } from './system/self.ts';
import { threads } from './system/threads.ts';
import { time } from './system/time.ts';
import { uname } from './system/uname.ts';
import { windowsCollectors } from './windows-collectors.ts';

/** Every collector, in the order of the page. Two that follow each other on one file share its read. */
export const collectors: readonly Collector[] = [
  cpu,
  stat,
  loadavg,
  threads,
  pressure,
  schedstat,
  interrupts,
  cpufreq,
  meminfo,
  vmstat,
  filesystem,
  diskstats,
  diskInfo,
  mdadm,
  netdev,
  netclass,
  netstat,
  sockstat,
  softnet,
  arp,
  udpQueues,
  conntrack,
  tcpstat,
  bonding,
  edac,
  hwmon,
  thermal,
  powerSupply,
  entropy,
  filefd,
  hung,
  processes,
  os,
  uname,
  time,
  self,
  buildInfo,
  ...windowsCollectors,
];

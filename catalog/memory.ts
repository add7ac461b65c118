import { gauge, untyped } from './metric.ts';

/** Fields of /proc/meminfo, keyed as the kernel names them. */
export const memory = {
  Active_anon: gauge(
    'node_memory_Active_anon_bytes',
    'Memory Active anon bytes: /proc/meminfo Active(anon) kB x1024.',
  ),
  Active: gauge('node_memory_Active_bytes', 'Memory Active bytes: /proc/meminfo Active kB x1024.'),
  Active_file: gauge(
    'node_memory_Active_file_bytes',
    'Memory Active file bytes: /proc/meminfo Active(file) kB x1024.',
  ),
  AnonHugePages: gauge(
    'node_memory_AnonHugePages_bytes',
    'Memory AnonHugePages bytes: /proc/meminfo AnonHugePages kB x1024.',
  ),
  AnonPages: gauge(
    'node_memory_AnonPages_bytes',
    'Memory AnonPages bytes: /proc/meminfo AnonPages kB x1024.',
  ),
  Buffers: gauge(
    'node_memory_Buffers_bytes',
    'Memory Buffers bytes: /proc/meminfo Buffers kB x1024.',
  ),
  Cached: gauge('node_memory_Cached_bytes', 'Memory Cached bytes: /proc/meminfo Cached kB x1024.'),
  CommitLimit: gauge(
    'node_memory_CommitLimit_bytes',
    'Memory CommitLimit bytes: /proc/meminfo CommitLimit kB x1024.',
  ),
  Committed_AS: gauge(
    'node_memory_Committed_AS_bytes',
    'Memory Committed AS bytes: /proc/meminfo Committed_AS kB x1024.',
  ),
  DirectMap1G: gauge(
    'node_memory_DirectMap1G_bytes',
    'Memory DirectMap1G bytes: /proc/meminfo DirectMap1G kB x1024.',
  ),
  DirectMap2M: gauge(
    'node_memory_DirectMap2M_bytes',
    'Memory DirectMap2M bytes: /proc/meminfo DirectMap2M kB x1024.',
  ),
  DirectMap4k: gauge(
    'node_memory_DirectMap4k_bytes',
    'Memory DirectMap4k bytes: /proc/meminfo DirectMap4k kB x1024.',
  ),
  Dirty: gauge('node_memory_Dirty_bytes', 'Memory Dirty bytes: /proc/meminfo Dirty kB x1024.'),
  HardwareCorrupted: gauge(
    'node_memory_HardwareCorrupted_bytes',
    'Memory HardwareCorrupted bytes: /proc/meminfo HardwareCorrupted kB x1024.',
  ),
  HugePages_Free: gauge(
    'node_memory_HugePages_Free',
    'Memory HugePages Free: /proc/meminfo HugePages_Free.',
  ),
  HugePages_Rsvd: gauge(
    'node_memory_HugePages_Rsvd',
    'Memory HugePages Rsvd: /proc/meminfo HugePages_Rsvd.',
  ),
  HugePages_Surp: gauge(
    'node_memory_HugePages_Surp',
    'Memory HugePages Surp: /proc/meminfo HugePages_Surp.',
  ),
  HugePages_Total: gauge(
    'node_memory_HugePages_Total',
    'Memory HugePages Total: /proc/meminfo HugePages_Total.',
  ),
  Hugepagesize: gauge(
    'node_memory_Hugepagesize_bytes',
    'Memory Hugepagesize bytes: /proc/meminfo Hugepagesize kB x1024.',
  ),
  Inactive_anon: gauge(
    'node_memory_Inactive_anon_bytes',
    'Memory Inactive anon bytes: /proc/meminfo Inactive(anon) kB x1024.',
  ),
  Inactive: gauge(
    'node_memory_Inactive_bytes',
    'Memory Inactive bytes: /proc/meminfo Inactive kB x1024.',
  ),
  Inactive_file: gauge(
    'node_memory_Inactive_file_bytes',
    'Memory Inactive file bytes: /proc/meminfo Inactive(file) kB x1024.',
  ),
  KernelStack: gauge(
    'node_memory_KernelStack_bytes',
    'Memory KernelStack bytes: /proc/meminfo KernelStack kB x1024.',
  ),
  Mapped: gauge('node_memory_Mapped_bytes', 'Memory Mapped bytes: /proc/meminfo Mapped kB x1024.'),
  MemAvailable: gauge(
    'node_memory_MemAvailable_bytes',
    'Memory MemAvailable bytes: /proc/meminfo MemAvailable kB x1024.',
  ),
  MemFree: gauge(
    'node_memory_MemFree_bytes',
    'Memory MemFree bytes: /proc/meminfo MemFree kB x1024.',
  ),
  MemTotal: gauge(
    'node_memory_MemTotal_bytes',
    'Memory MemTotal bytes: /proc/meminfo MemTotal kB x1024.',
  ),
  Mlocked: gauge(
    'node_memory_Mlocked_bytes',
    'Memory Mlocked bytes: /proc/meminfo Mlocked kB x1024.',
  ),
  NFS_Unstable: gauge(
    'node_memory_NFS_Unstable_bytes',
    'Memory NFS Unstable bytes: /proc/meminfo NFS_Unstable kB x1024.',
  ),
  PageTables: gauge(
    'node_memory_PageTables_bytes',
    'Memory PageTables bytes: /proc/meminfo PageTables kB x1024.',
  ),
  Percpu: gauge('node_memory_Percpu_bytes', 'Memory Percpu bytes: /proc/meminfo Percpu kB x1024.'),
  SReclaimable: gauge(
    'node_memory_SReclaimable_bytes',
    'Memory SReclaimable bytes: /proc/meminfo SReclaimable kB x1024.',
  ),
  SUnreclaim: gauge(
    'node_memory_SUnreclaim_bytes',
    'Memory SUnreclaim bytes: /proc/meminfo SUnreclaim kB x1024.',
  ),
  ShmemHugePages: gauge(
    'node_memory_ShmemHugePages_bytes',
    'Memory ShmemHugePages bytes: /proc/meminfo ShmemHugePages kB x1024.',
  ),
  ShmemPmdMapped: gauge(
    'node_memory_ShmemPmdMapped_bytes',
    'Memory ShmemPmdMapped bytes: /proc/meminfo ShmemPmdMapped kB x1024.',
  ),
  Shmem: gauge('node_memory_Shmem_bytes', 'Memory Shmem bytes: /proc/meminfo Shmem kB x1024.'),
  Slab: gauge('node_memory_Slab_bytes', 'Memory Slab bytes: /proc/meminfo Slab kB x1024.'),
  SwapCached: gauge(
    'node_memory_SwapCached_bytes',
    'Memory SwapCached bytes: /proc/meminfo SwapCached kB x1024.',
  ),
  SwapFree: gauge(
    'node_memory_SwapFree_bytes',
    'Memory SwapFree bytes: /proc/meminfo SwapFree kB x1024.',
  ),
  SwapTotal: gauge(
    'node_memory_SwapTotal_bytes',
    'Memory SwapTotal bytes: /proc/meminfo SwapTotal kB x1024.',
  ),
  Unevictable: gauge(
    'node_memory_Unevictable_bytes',
    'Memory Unevictable bytes: /proc/meminfo Unevictable kB x1024.',
  ),
  VmallocChunk: gauge(
    'node_memory_VmallocChunk_bytes',
    'Memory VmallocChunk bytes: /proc/meminfo VmallocChunk kB x1024.',
  ),
  VmallocTotal: gauge(
    'node_memory_VmallocTotal_bytes',
    'Memory VmallocTotal bytes: /proc/meminfo VmallocTotal kB x1024.',
  ),
  VmallocUsed: gauge(
    'node_memory_VmallocUsed_bytes',
    'Memory VmallocUsed bytes: /proc/meminfo VmallocUsed kB x1024.',
  ),
  WritebackTmp: gauge(
    'node_memory_WritebackTmp_bytes',
    'Memory WritebackTmp bytes: /proc/meminfo WritebackTmp kB x1024.',
  ),
  Writeback: gauge(
    'node_memory_Writeback_bytes',
    'Memory Writeback bytes: /proc/meminfo Writeback kB x1024.',
  ),
  Zswap: gauge('node_memory_Zswap_bytes', 'Memory Zswap bytes: /proc/meminfo Zswap kB x1024.'),
  Zswapped: gauge(
    'node_memory_Zswapped_bytes',
    'Memory Zswapped bytes: /proc/meminfo Zswapped kB x1024.',
  ),
};

/** Fields of /proc/vmstat. */
export const vmstat = {
  oom_kill: untyped('node_vmstat_oom_kill', 'Vmstat oom kill: /proc/vmstat oom_kill.'),
  pgfault: untyped('node_vmstat_pgfault', 'Vmstat pgfault: /proc/vmstat pgfault.'),
  pgmajfault: untyped('node_vmstat_pgmajfault', 'Vmstat pgmajfault: /proc/vmstat pgmajfault.'),
  pgpgin: untyped('node_vmstat_pgpgin', 'Vmstat pgpgin: /proc/vmstat pgpgin.'),
  pgpgout: untyped('node_vmstat_pgpgout', 'Vmstat pgpgout: /proc/vmstat pgpgout.'),
  pswpin: untyped('node_vmstat_pswpin', 'Vmstat pswpin: /proc/vmstat pswpin.'),
  pswpout: untyped('node_vmstat_pswpout', 'Vmstat pswpout: /proc/vmstat pswpout.'),
};

import * as z from 'zod';

const number = z.number().min(0);
const maybe = number.optional();

const tcp = z.object({
  maxConn: number,
  activeOpens: number,
  passiveOpens: number,
  currEstab: number,
  inSegs: number,
  outSegs: number,
  retransSegs: number,
  inErrs: number,
  outRsts: number,
});
const udp = z.object({
  inDatagrams: number,
  noPorts: number,
  inErrors: number,
  outDatagrams: number,
});
const icmp = z.object({ inMsgs: number, inErrors: number, outMsgs: number });

/**
 * What win32.ps1 may be asked, and the shape of each answer: values as Windows gives them, in its units.
 * What Windows did not tell is missing.
 */
export const answers = {
  system: z.object({
    contextSwitches: maybe,
    /** Sizes in pages of `pageSize` bytes. */
    performance: z
      .object({
        commitTotal: number,
        commitLimit: number,
        physicalTotal: number,
        pageSize: number,
        processes: number,
        threads: number,
      })
      .optional(),
    /** In pages. */
    pageFiles: z.array(z.object({ total: number, inUse: number })).optional(),
    /** Raw values of performance counters. */
    counters: z
      .object({
        interrupts: number,
        contextSwitches: number,
        processorQueueLength: number,
        pageFaults: number,
        pageReads: number,
        freeAndZeroBytes: number,
        standbyCoreBytes: number,
        standbyNormalBytes: number,
        standbyReserveBytes: number,
      })
      .partial()
      .optional(),
    /** Time of deferred procedure calls by CPU, in 100 ns. */
    dpc: z.array(number.nullable()).optional(),
  }),
  interfaces: z.array(
    z.object({
      index: number,
      alias: z.string(),
      description: z.string(),
      /** As 00:15:5d:01:02:03; empty for interfaces without one. */
      address: z.string(),
      mtu: number,
      /** IANA ifType. */
      type: number,
      operStatus: number,
      mediaConnectState: number,
      /** Bits per second; the largest number there is when unknown. */
      transmitLinkSpeed: number,
      inOctets: number,
      inUcastPkts: number,
      inNUcastPkts: number,
      inDiscards: number,
      inErrors: number,
      outOctets: number,
      outUcastPkts: number,
      outNUcastPkts: number,
      outDiscards: number,
      outErrors: number,
    }),
  ),
  neighbors: z.array(z.object({ index: number, address: z.string(), state: number })),
  protocols: z
    .object({ tcp4: tcp, tcp6: tcp, udp4: udp, udp6: udp, icmp4: icmp, icmp6: icmp })
    .partial(),
  /** TCP: how many are in each MIB_TCP_STATE from 0 to 12. */
  sockets: z.object({ tcp4: z.array(number), tcp6: z.array(number), udp4: number }),
  /** Times in 100 ns; `queryTime` is the wall clock. */
  disks: z.array(
    z.object({
      number,
      bytesRead: number,
      bytesWritten: number,
      readTime: number,
      writeTime: number,
      idleTime: number,
      readCount: number,
      writeCount: number,
      queueDepth: number,
      queryTime: number,
    }),
  ),
  diskInfo: z.array(
    z.object({
      number,
      vendor: z.string(),
      product: z.string(),
      revision: z.string(),
      serial: z.string(),
      seekPenalty: maybe,
    }),
  ),
  /** Fixed ones, once for each place where they are seen: `C:\` or a folder. */
  volumes: z.array(z.object({ path: z.string(), fileSystem: z.string(), flags: maybe })),
  processors: z.array(z.object({ number, maxMhz: number, currentMhz: number })),
  /** `start` only of those that stopped with an exit code. */
  services: z.array(
    z.object({ name: z.string(), type: number, state: number, exitCode: number, start: maybe }),
  ),
  power: z.object({ acLineStatus: number }),
  agent: z.object({ handles: number }),
  clock: z.object({
    offsetMicroseconds: maybe,
    w32tm: z.object({ exitCode: number, output: z.string() }).optional(),
  }),
  /** Values of the registry as text. */
  release: z.record(z.string(), z.string()),
  teams: z.array(z.object({ name: z.string(), team: z.string(), status: z.string() })),
} as const;

export type Question = keyof typeof answers;
export type Answer<Q extends Question> = z.infer<(typeof answers)[Q]>;

/** The calls of a scrape take milliseconds; those that ask services or other programs may take seconds. */
export const deadlinesMs: Readonly<Record<Question, number>> = {
  system: 2000,
  interfaces: 2000,
  neighbors: 2000,
  protocols: 2000,
  sockets: 2000,
  disks: 2000,
  diskInfo: 5000,
  volumes: 5000,
  processors: 2000,
  services: 5000,
  power: 2000,
  agent: 2000,
  clock: 8000,
  release: 2000,
  teams: 15_000,
};

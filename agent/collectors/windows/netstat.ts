import type { Metric } from '../../../catalog/metric.ts';
import { netstat as fields } from '../../../catalog/protocols.ts';
import { NoDataError } from '../../host/no-data-error.ts';
import type { Answer } from '../../host/win32/answers.ts';
import { windowsOf } from '../../host/win32/windows-of.ts';
import type { Collector, Emit } from '../collector.ts';

type Told = Answer<'protocols'>;
type Tcp = NonNullable<Told['tcp4']>;
type Field = Metric<readonly []>;

/** Windows' word for "as many as there may be"; Linux says -1. */
const dynamic = 2 ** 32 - 1;

const tcpFields = [
  [fields.Tcp_ActiveOpens, 'activeOpens'],
  [fields.Tcp_CurrEstab, 'currEstab'],
  [fields.Tcp_InErrs, 'inErrs'],
  [fields.Tcp_InSegs, 'inSegs'],
  [fields.Tcp_OutRsts, 'outRsts'],
  [fields.Tcp_OutSegs, 'outSegs'],
  [fields.Tcp_PassiveOpens, 'passiveOpens'],
  [fields.Tcp_RetransSegs, 'retransSegs'],
] as const;

const udpFields = {
  udp4: [fields.Udp_InDatagrams, fields.Udp_InErrors, fields.Udp_NoPorts, fields.Udp_OutDatagrams],
  udp6: [
    fields.Udp6_InDatagrams,
    fields.Udp6_InErrors,
    fields.Udp6_NoPorts,
    fields.Udp6_OutDatagrams,
  ],
} as const;

const icmpFields = {
  icmp4: [fields.Icmp_InErrors, fields.Icmp_InMsgs, fields.Icmp_OutMsgs],
  icmp6: [fields.Icmp6_InErrors, fields.Icmp6_InMsgs, fields.Icmp6_OutMsgs],
} as const;

export const netstat: Collector = {
  name: 'netstat',
  os: ['windows'],
  cadence: 'scrape',
  runsIn: 'helper',
  byDefault: true,
  metrics: [
    ...Object.values(icmpFields).flat(),
    ...tcpFields.map(([metric]) => metric),
    fields.Tcp_MaxConn,
    ...Object.values(udpFields).flat(),
  ],
  start(host) {
    const { win32 } = windowsOf(host);
    let hasIpv6 = false;
    return async (emit, signal) => {
      const told = await win32.ask('protocols', signal);
      if (Object.keys(told).length === 0) throw new NoDataError('statistics of protocols');
      hasIpv6 ||= told.tcp6 !== undefined;
      // Both families together, as in Linux; one alone where there was the other is another value under the same name.
      if (told.tcp4 !== undefined && (told.tcp6 !== undefined || !hasIpv6)) {
        emitTcp(emit, told.tcp4, told.tcp6);
      }
      emitUdpAndIcmp(emit, told);
    };
  },
};

function emitTcp(emit: Emit, four: Tcp, six: Tcp | undefined): void {
  for (const [metric, key] of tcpFields) emit(metric, four[key] + (six?.[key] ?? 0));
  const isDynamic = four.maxConn === dynamic || six?.maxConn === dynamic;
  emit(fields.Tcp_MaxConn, isDynamic ? -1 : four.maxConn + (six?.maxConn ?? 0));
}

function emitUdpAndIcmp(emit: Emit, told: Told): void {
  for (const family of ['udp4', 'udp6'] as const) {
    const udp = told[family];
    if (udp === undefined) continue;
    const values = [udp.inDatagrams, udp.inErrors, udp.noPorts, udp.outDatagrams];
    emitAll(emit, udpFields[family], values);
  }
  for (const family of ['icmp4', 'icmp6'] as const) {
    const icmp = told[family];
    if (icmp === undefined) continue;
    emitAll(emit, icmpFields[family], [icmp.inErrors, icmp.inMsgs, icmp.outMsgs]);
  }
}

function emitAll(emit: Emit, metrics: readonly Field[], values: readonly number[]): void {
  for (const [index, metric] of metrics.entries()) emit(metric, values[index] as number);
}

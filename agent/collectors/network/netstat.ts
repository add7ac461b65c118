import type { Metric } from '../../../catalog/metric.ts';
import { netstat as fields } from '../../../catalog/protocols.ts';
import type { Bytes } from '../../host/bytes.ts';
import type { HeldFile } from '../../host/host.ts';
import { Rows } from '../../host/rows.ts';
import type { Collector, Emit } from '../collector.ts';

type Field = Metric<readonly []> | undefined;

const fieldOf: Readonly<Record<string, Field>> = fields;
const wanted6 = Object.keys(fields).filter((key) => /^[A-Za-z]+6_/.test(key)).length;

export const netstat: Collector = {
  name: 'netstat',
  os: ['linux'],
  cadence: 'scrape',
  runsIn: 'main',
  byDefault: true,
  metrics: Object.values(fields),
  start(host) {
    const tables = ['/proc/net/netstat', '/proc/net/snmp'] as const;
    const readers = tables.map((path) => tableReader(host.open(path)));
    const ipv6 = '/proc/net/snmp6';
    const readIpv6 = host.has(ipv6) ? listReader(host.open(ipv6)) : undefined;
    return (emit) => {
      for (const read of readers) read(emit);
      readIpv6?.(emit);
    };
  },
};

/** What a line of names means, found again by comparing its bytes. */
interface Heading {
  readonly line: Uint8Array;
  /** By column, up to the last one that is wanted. */
  readonly columns: readonly Field[];
}

/** Pairs of lines: `Tcp: ActiveOpens PassiveOpens`, then `Tcp: 12 7`. */
function tableReader(file: HeldFile): (emit: Emit) => void {
  const headings: Heading[] = [];
  return (emit) => {
    const bytes = file.read();
    for (let pair = 0; !bytes.atEnd; pair++) {
      let heading = headings[pair];
      if (heading === undefined || !takeLine(bytes, heading.line)) {
        heading = headingOf(bytes.line());
        headings[pair] = heading;
      }
      bytes.skipWord();
      const { columns } = heading;
      for (let i = 0; i < columns.length; i++) {
        const value = bytes.integer();
        const field = columns[i];
        if (field !== undefined) emit(field, value);
      }
      bytes.nextLongLine();
    }
  };
}

/** Whole lines of names are compared by the runtime: far faster than byte by byte. */
function takeLine(bytes: Bytes, line: Uint8Array): boolean {
  const end = bytes.at + line.length;
  if (end > bytes.length || bytes.data.compare(line, 0, line.length, bytes.at, end) !== 0) {
    return false;
  }
  bytes.at = end;
  return true;
}

function headingOf(line: string): Heading {
  const [protocol = '', ...names] = line.split(' ');
  const columns = names.map((name) => fieldOf[`${protocol.slice(0, -1)}_${name}`]);
  const last = columns.findLastIndex((field) => field !== undefined);
  return { line: Buffer.from(`${line}\n`), columns: columns.slice(0, last + 1) };
}

/** A line for each name: `Ip6InOctets   1234`, which we call Ip6_InOctets. */
function listReader(file: HeldFile): (emit: Emit) => void {
  const rows = new Rows((word) => fieldOf[word.replace('6', '6_')]);
  return (emit) => {
    const bytes = file.read();
    rows.begin();
    for (let found = 0; found < wanted6 && !bytes.atEnd; bytes.nextLine()) {
      const field = rows.next(bytes);
      if (field === undefined) continue;
      emit(field, bytes.integer());
      found++;
    }
  };
}

import { createHash } from 'node:crypto';
import { OctetReader, OctetWriter } from './octets.ts';
import { fromUcs2, type Part, withoutHeader } from './parts.ts';
import type { Pdu } from './session.ts';

/** The units of CMPP 2.0 and 3.0 that a client needs (China Mobile Peer to Peer, sections 7.4 and 8). */
export const command = {
  connect: 0x0000_0001,
  terminate: 0x0000_0002,
  submit: 0x0000_0004,
  deliver: 0x0000_0005,
  activeTest: 0x0000_0008,
} as const;
export const answerBit = 0x8000_0000;

export type Version = '2.0' | '3.0';

export interface Account {
  readonly version: Version;
  /** SP id, six digits. */
  readonly user: string;
  readonly secret: string;
  /** The number that people see and answer to, `10690000`. */
  readonly from: string;
  readonly service: string;
}

export function encode({ command: id, sequence, body }: Pdu): Buffer {
  const head = new OctetWriter()
    .uint(12 + body.length, 4)
    .uint(id, 4)
    .uint(sequence, 4);
  return head.bytes(body).buffer;
}

export function decode(octets: Buffer): Pdu {
  const [id, sequence] = [octets.readUInt32BE(4), octets.readUInt32BE(8)];
  return { command: id, sequence, status: 0, body: octets.subarray(12) };
}

/** `at` is the city's wall clock as MMDDHHMMSS. */
export function connectBody({ user, secret, version }: Account, at: string): Buffer {
  return new OctetWriter()
    .text(user, 6)
    .bytes(authenticator({ user, secret }, at))
    .uint(version === '3.0' ? 0x30 : 0x20, 1)
    .uint(Number(at), 4).buffer;
}

function authenticator({ user, secret }: Pick<Account, 'user' | 'secret'>, at: string): Buffer {
  const text = Buffer.concat([
    ...[Buffer.from(user, 'latin1'), Buffer.alloc(9)],
    ...[Buffer.from(secret, 'latin1'), Buffer.from(at, 'latin1')],
  ]);
  return createHash('md5').update(text).digest();
}

/** 0 is well. */
export function connectStatus(body: Buffer, version: Version): number {
  return new OctetReader(body).uint(version === '3.0' ? 4 : 1);
}

interface Submit {
  readonly to: string;
  readonly part: Part;
  readonly isUcs2: boolean;
}

export function submitBody(
  { version, user, from, service }: Account,
  { to, part, isUcs2 }: Submit,
): Buffer {
  const isThree = version === '3.0';
  const numberLength = isThree ? 32 : 21;
  const write = new OctetWriter()
    .bytes(Buffer.alloc(8)) // Msg_Id, given by the gateway
    .uint(part.total, 1)
    .uint(part.number, 1)
    .uint(1, 1) // Registered_Delivery: a status report is wanted
    .uint(9, 1) // Msg_level
    .text(service, 10)
    .uint(2, 1) // Fee_UserType: the SP pays
    .text('', numberLength);
  if (isThree) write.uint(0, 1);
  write
    .uint(0, 1) // TP_pId
    .uint(part.total > 1 ? 1 : 0, 1) // TP_udhi
    .uint(isUcs2 ? 8 : 0, 1) // Msg_Fmt
    .text(user, 6)
    .text('01', 2) // FeeType: free for the receiver
    .text('0', 6)
    .text('', 17)
    .text('', 17)
    .text(from, 21)
    .uint(1, 1)
    .text(to, numberLength);
  if (isThree) write.uint(0, 1);
  return write
    .uint(part.content.length, 1)
    .bytes(part.content)
    .text('', isThree ? 20 : 8).buffer;
}

/** The gateway's id of the message, and 0 or why it refuses. */
export function submitAnswer(body: Buffer, version: Version): { id: string; result: number } {
  const read = new OctetReader(body);
  return { id: read.bytes(8).toString('hex'), result: read.uint(version === '3.0' ? 4 : 1) };
}

/** A status report, or an SMS of a person. */
export type Deliver =
  | { readonly kind: 'report'; readonly id: Buffer; readonly of: string; readonly stat: string }
  | { readonly kind: 'text'; readonly id: Buffer; readonly from: string; readonly text: string };

export function readDeliver(body: Buffer, version: Version): Deliver {
  const isThree = version === '3.0';
  const read = new OctetReader(body);
  const id = read.bytes(8);
  read.bytes(21 + 10 + 1); // Dest_Id, Service_Id, TP_pid
  const hasHeader = read.uint(1) === 1;
  const format = read.uint(1);
  const from = read.text(isThree ? 32 : 21);
  if (isThree) read.uint(1);
  const isReport = read.uint(1) === 1;
  const content = read.bytes(read.uint(1));
  if (isReport) {
    const report = new OctetReader(content);
    return { kind: 'report', id, of: report.bytes(8).toString('hex'), stat: report.text(7) };
  }
  const octets = hasHeader ? withoutHeader(content) : content;
  return { kind: 'text', id, from, text: textOf(octets, format) };
}

export function deliverAnswerBody(id: Buffer, result: number, version: Version): Buffer {
  return new OctetWriter().bytes(id).uint(result, version === '3.0' ? 4 : 1).buffer;
}

function textOf(octets: Buffer, format: number): string {
  if (format === 8) return fromUcs2(octets);
  return format === 15 ? new TextDecoder('gbk').decode(octets) : octets.toString('latin1');
}

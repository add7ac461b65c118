import { createHash } from 'node:crypto';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** An SMS as the gateway got it, read by the offsets of the CMPP document and not by the client's own code. */
export interface IsmgMessage {
  readonly id: string;
  readonly to: string;
  readonly from: string;
  readonly format: number;
  readonly hasHeader: boolean;
  readonly total: number;
  readonly number: number;
  readonly content: Buffer;
}

export interface FakeIsmg {
  readonly port: number;
  readonly messages: readonly IsmgMessage[];
  /** Logins that were accepted. */
  readonly logins: number;
  /** ACTIVE_TEST units that came in. */
  readonly heartbeats: number;
  /** Most messages that waited for an answer at a time. */
  readonly mostOpen: number;
  /** Results that DELIVER was answered with. */
  readonly deliverResults: readonly number[];
  /** Result of the next SUBMIT_RESP units; `silent` gives none, `hold` keeps them until `release`. */
  behave(how: number | 'silent' | 'hold'): void;
  release(): void;
  /** Answers no ACTIVE_TEST any more. */
  playDead(): void;
  report(message: IsmgMessage, stat: string): void;
  say(from: string, text: string): void;
  /** Cuts all connections. */
  cut(): void;
  close(): Promise<void>;
}

interface Setting {
  readonly version: '2.0' | '3.0';
  readonly user: string;
  readonly secret: string;
}

/** A real TCP server that speaks the gateway's side of CMPP. */
export async function fakeIsmg({ version, user, secret }: Setting): Promise<FakeIsmg> {
  const three = version === '3.0';
  const n = three ? 32 : 21;
  const [typeLength, tailLength] = three ? [1, 20] : [0, 8];
  const messages: IsmgMessage[] = [];
  const deliverResults: number[] = [];
  const sockets = new Set<Socket>();
  const held: (() => void)[] = [];
  const counts = { logins: 0, heartbeats: 0, mostOpen: 0, sequence: 1000, serial: 0 };
  let how: number | 'silent' | 'hold' = 0;
  let isDead = false;

  const unit = (command: number, sequence: number, body: Buffer) => {
    const head = Buffer.alloc(12);
    head.writeUInt32BE(12 + body.length, 0);
    head.writeUInt32BE(command >>> 0, 4);
    head.writeUInt32BE(sequence, 8);
    return Buffer.concat([head, body]);
  };
  const result = (value: number) => {
    const body = Buffer.alloc(three ? 4 : 1);
    if (three) body.writeUInt32BE(value);
    else body.writeUInt8(value);
    return body;
  };
  const login = (socket: Socket, sequence: number, body: Buffer) => {
    const stamp = String(body.readUInt32BE(23)).padStart(10, '0');
    const text = Buffer.concat([
      ...[Buffer.from(user), Buffer.alloc(9), Buffer.from(secret), Buffer.from(stamp)],
    ]);
    const expected = createHash('md5').update(text).digest();
    const isRight =
      body.subarray(0, 6).toString() === user &&
      body.subarray(6, 22).equals(expected) &&
      body[22] === (three ? 0x30 : 0x20);
    if (isRight) counts.logins += 1;
    const tail = Buffer.concat([Buffer.alloc(16), Buffer.from([three ? 0x30 : 0x20])]);
    socket.write(unit(0x80000001, sequence, Buffer.concat([result(isRight ? 0 : 3), tail])));
  };
  const submit = (socket: Socket, sequence: number, body: Buffer) => {
    const text = (at: number, length: number) =>
      body
        .subarray(at, at + length)
        .toString('latin1')
        .replace(/\0.*$/s, '');
    const afterFee = 23 + n + typeLength; // Msg_Id 8, 4 octets, Service_Id 10, Fee_UserType 1
    const src = afterFee + 3 + 6 + 2 + 6 + 17 + 17;
    const lengthAt = src + 21 + 1 + n + typeLength;
    const length = body.readUInt8(lengthAt);
    const end = lengthAt + 1 + length + tailLength;
    if (end !== body.length) throw new Error(`SUBMIT of ${body.length} octets, expected ${end}`);
    counts.serial += 1;
    const id = Buffer.alloc(8);
    id.writeBigUInt64BE(0x5a5a_0000_0000_0000n + BigInt(counts.serial));
    const octet = (at: number) => body.readUInt8(at);
    const message: IsmgMessage = {
      id: id.toString('hex'),
      to: text(src + 22, n),
      from: text(src, 21),
      format: octet(afterFee + 2),
      hasHeader: octet(afterFee + 1) === 1,
      total: octet(8),
      number: octet(9),
      content: Buffer.from(body.subarray(lengthAt + 1, lengthAt + 1 + length)),
    };
    const answer = (value: number) => {
      if (value === 0) messages.push(message);
      socket.write(unit(0x80000004, sequence, Buffer.concat([id, result(value)])));
    };
    if (how === 'silent') messages.push(message);
    else if (how === 'hold') {
      held.push(() => answer(0));
      counts.mostOpen = Math.max(counts.mostOpen, held.length);
    } else answer(how);
  };
  const doors: Readonly<Record<number, typeof login>> = {
    1: login,
    2: (socket, sequence) => socket.end(unit(0x80000002, sequence, Buffer.alloc(0))),
    4: submit,
    8: (socket, sequence) => {
      counts.heartbeats += 1;
      if (!isDead) socket.write(unit(0x80000008, sequence, Buffer.alloc(1)));
    },
    2147483653: (_socket, _sequence, body) => {
      deliverResults.push(three ? body.readUInt32BE(8) : (body[8] ?? -1));
    },
  };
  const take = (socket: Socket, octets: Buffer) =>
    doors[octets.readUInt32BE(4)]?.(socket, octets.readUInt32BE(8), octets.subarray(12));
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
    let unread = Buffer.alloc(0);
    socket.on('data', (octets: Buffer) => {
      unread = Buffer.concat([unread, octets]);
      while (unread.length >= 4 && unread.length >= unread.readUInt32BE()) {
        const length = unread.readUInt32BE();
        take(socket, Buffer.from(unread.subarray(0, length)));
        unread = unread.subarray(length);
      }
    });
  });
  const deliver = (given: { from: string; format: number; isReport: boolean; content: Buffer }) => {
    counts.sequence += 1;
    counts.serial += 1;
    const id = Buffer.alloc(8);
    id.writeBigUInt64BE(BigInt(counts.serial));
    const from = Buffer.alloc(n + typeLength);
    from.write(given.from);
    const head = Buffer.concat([
      id,
      Buffer.alloc(21 + 10 + 1),
      Buffer.from([0, given.format]),
      from,
    ]);
    const rest = Buffer.from([given.isReport ? 1 : 0, given.content.length]);
    const body = Buffer.concat([head, rest, given.content, Buffer.alloc(tailLength)]);
    for (const socket of sockets) socket.write(unit(5, counts.sequence, body));
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    ...{ port: (server.address() as AddressInfo).port, messages, deliverResults },
    get logins() {
      return counts.logins;
    },
    get heartbeats() {
      return counts.heartbeats;
    },
    get mostOpen() {
      return counts.mostOpen;
    },
    behave: (next) => {
      how = next;
    },
    release: () => {
      for (const answer of held.splice(0)) answer();
    },
    playDead: () => {
      isDead = true;
    },
    report: ({ id, to }, stat) => {
      const times = Buffer.from('26051309122605130913');
      const number = Buffer.alloc(n);
      number.write(to);
      const parts = [Buffer.from(id, 'hex'), Buffer.from(stat.padEnd(7, '\0')), times, number];
      const content = Buffer.concat([...parts, Buffer.alloc(4)]);
      deliver({ from: to, format: 0, isReport: true, content });
    },
    say: (from, text) => {
      const content = Buffer.from(text, 'utf16le').swap16();
      deliver({ from, format: 8, isReport: false, content });
    },
    cut: () => {
      for (const socket of sockets) socket.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';

const toUnixSeconds = 2_208_988_800; // from 1900 to 1970
const clientVersion4 = 0x23;
const serverMode = 4;

/** This clock minus the time server's, in seconds (RFC 4330); undefined when no usable answer came within the time. */
export function sntpOffsetSeconds(
  { host, port }: { readonly host: string; readonly port: number },
  timeoutMs: number,
  signal: AbortSignal,
): Promise<number | undefined> {
  return new Promise((resolve) => {
    const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
    const request = Buffer.alloc(48);
    request[0] = clientVersion4;
    randomBytes(8).copy(request, 40); // told back to us, so that nobody else can answer
    let sentAt = 0;
    const end = (offset: number | undefined): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      socket.removeAllListeners();
      socket.on('error', () => undefined);
      socket.close();
      resolve(offset);
    };
    const onAbort = (): void => end(undefined);
    const timer = setTimeout(onAbort, timeoutMs);
    signal.addEventListener('abort', onAbort, { once: true });
    socket.on('error', () => end(undefined));
    socket.on('message', (answer) => {
      const offset = offsetOf(answer, request, { sentAt, receivedAt: Date.now() });
      if (offset !== undefined) end(offset);
    });
    socket.send(request, port, host, () => undefined);
    sentAt = Date.now();
  });
}

interface Times {
  readonly sentAt: number;
  readonly receivedAt: number;
}

/** Undefined for an answer to somebody else, or of a server that has no time itself. */
function offsetOf(
  answer: Buffer,
  request: Buffer,
  { sentAt, receivedAt }: Times,
): number | undefined {
  if (answer.length < 48 || ((answer[0] ?? 0) & 7) !== serverMode) return undefined;
  if (!answer.subarray(24, 32).equals(request.subarray(40, 48))) return undefined;
  const stratum = answer[1] ?? 0;
  if (stratum === 0 || stratum > 15 || (answer[0] ?? 0) >> 6 === 3) return undefined;
  const there = (secondsAt(answer, 32) + secondsAt(answer, 40)) / 2;
  return (sentAt + receivedAt) / 2000 - there;
}

function secondsAt(bytes: Buffer, at: number): number {
  return bytes.readUInt32BE(at) + bytes.readUInt32BE(at + 4) / 2 ** 32 - toUnixSeconds;
}

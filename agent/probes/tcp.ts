import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import {
  probeDnsLookup,
  probeDuration,
  probeIpProtocol,
  probeSuccess,
} from '../../catalog/probe.ts';
import { type Sample, sample } from '../sources/sample.ts';
import { certificateSamples } from './certificate-samples.ts';
import { type Probe, secondsSince } from './probe.ts';
import type { TcpSettings } from './settings.ts';

/** Whether a port accepts a connection, and with `tls` whether its certificate is good. */
export const tcp: Probe<TcpSettings> = {
  kind: 'tcp',
  async run(settings, signal) {
    const { name } = settings;
    const startedAt = performance.now();
    const found: Sample[] = [];
    const socket = connect(settings.target);
    socket.once('lookup', (_error, _address, family) => {
      found.push(sample(probeDnsLookup, secondsSince(startedAt), name));
      if (family !== null) found.push(sample(probeIpProtocol, Number(family), name));
    });
    const success = await isGood({ settings, socket, signal, found });
    socket.destroy();
    return [
      sample(probeSuccess, success ? 1 : 0, name),
      sample(probeDuration, secondsSince(startedAt), name),
      ...found,
    ];
  },
};

interface Attempt {
  readonly settings: TcpSettings;
  readonly socket: Socket;
  readonly signal: AbortSignal;
  readonly found: Sample[];
}

async function isGood({ settings, socket, signal, found }: Attempt): Promise<boolean> {
  try {
    await once(socket, 'connect', { signal });
    if (settings.tls === undefined) return true;
    const secure = handshake(socket, settings);
    await once(secure, 'secureConnect', { signal });
    found.push(...certificateSamples(settings.name, secure));
    return secure.authorized;
  } catch {
    return false; // refused, reset, too late: the target's doing
  } finally {
    socket.on('error', () => undefined); // one that comes after the answer has no listener else
  }
}

/** Goes on with a certificate that is not trusted, to be able to tell when it ends. */
function handshake(socket: Socket, { target, tls }: TcpSettings): TLSSocket {
  const ca = tls?.caFile === undefined ? undefined : readFileSync(tls.caFile);
  return connectTls({
    socket,
    host: target.host,
    servername: tls?.serverName,
    ca,
    rejectUnauthorized: false,
  });
}

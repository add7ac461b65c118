import { readFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import {
  probeDnsLookup,
  probeDuration,
  probeFailedDueToRegex,
  probeHttpContentLength,
  probeHttpDuration,
  probeHttpSsl,
  probeHttpStatus,
  probeHttpVersion,
  probeIpProtocol,
  probeSuccess,
} from '../../catalog/probe.ts';
import { type Sample, sample } from '../sources/sample.ts';
import { certificateSamples } from './certificate-samples.ts';
import { type Probe, secondsSince } from './probe.ts';
import type { HttpSettings } from './settings.ts';

const maxBodyBytes = 256 * 1024;

/** Whether a page answers as it should; redirections are answers and not followed. */
export const http: Probe<HttpSettings> = {
  kind: 'http',
  async run(settings, signal) {
    const { name } = settings;
    const startedAt = performance.now();
    const found: Sample[] = [];
    const success = await fetchOnce(settings, signal, found).catch(() => false);
    return [
      sample(probeSuccess, success ? 1 : 0, name),
      sample(probeDuration, secondsSince(startedAt), name),
      ...found,
    ];
  },
};

async function fetchOnce(
  settings: HttpSettings,
  signal: AbortSignal,
  found: Sample[],
): Promise<boolean> {
  const response = await answerTo(settings, signal, found);
  const { name } = settings;
  const secure = response.socket instanceof TLSSocket ? response.socket : undefined;
  found.push(
    sample(probeHttpStatus, response.statusCode ?? 0, name),
    sample(probeHttpVersion, Number(response.httpVersion), name),
    sample(probeHttpSsl, secure === undefined ? 0 : 1, name),
  );
  const length = Number(response.headers['content-length'] ?? 'absent');
  if (Number.isFinite(length)) found.push(sample(probeHttpContentLength, length, name));
  if (secure !== undefined) found.push(...certificateSamples(name, secure));
  const bodyStartedAt = performance.now();
  const body = await bodyOf(response);
  found.push(sample(probeHttpDuration, secondsSince(bodyStartedAt), name, 'transfer'));
  const bodyIsGood = matches(settings, body);
  found.push(sample(probeFailedDueToRegex, bodyIsGood ? 0 : 1, name));
  return bodyIsGood && statusIsGood(settings, response) && (secure?.authorized ?? true);
}

/** Sends the request and times its phases: resolve, connect, tls, processing. */
function answerTo(
  settings: HttpSettings,
  signal: AbortSignal,
  found: Sample[],
): Promise<IncomingMessage> {
  const { name, tls, target, method } = settings;
  const url = new URL(target);
  const options: RequestOptions & { rejectUnauthorized: boolean } = {
    method,
    signal,
    agent: false, // a connection of its own, or connecting would not be measured
    headers: { 'user-agent': 'yibao-agent', connection: 'close' },
    rejectUnauthorized: false, // an ended certificate still tells when it ended; judged afterwards
    ...(tls.caFile !== undefined && { ca: readFileSync(tls.caFile) }),
    ...(tls.serverName !== undefined && { servername: tls.serverName }),
  };
  const request =
    url.protocol === 'https:' ? httpsRequest(url, options) : httpRequest(url, options);
  const phase = phaseTimer(name, found);
  return new Promise((resolve, reject) => {
    request.once('error', reject);
    request.once('socket', (socket: Socket) => {
      socket.once('lookup', (_error, _address, family) => {
        found.push(sample(probeDnsLookup, phase('resolve'), name));
        if (family !== null) found.push(sample(probeIpProtocol, Number(family), name));
      });
      socket.once('connect', () => phase('connect'));
      socket.once('secureConnect', () => phase('tls'));
    });
    request.once('response', (response) => {
      phase('processing');
      resolve(response);
    });
    request.end();
  });
}

function phaseTimer(name: string, found: Sample[]): (phase: string) => number {
  let startedAt = performance.now();
  return (phase) => {
    const seconds = secondsSince(startedAt);
    startedAt = performance.now();
    found.push(sample(probeHttpDuration, seconds, name, phase));
    return seconds;
  };
}

/** At most 256 KiB: a page is looked at, not kept. */
async function bodyOf(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    parts.push(part);
    bytes += part.length;
    if (bytes >= maxBodyBytes) break; // leaving the loop closes the connection
  }
  return Buffer.concat(parts).toString('utf8', 0, maxBodyBytes);
}

function matches({ failIfBodyMatches, failIfBodyNotMatches }: HttpSettings, body: string): boolean {
  if (failIfBodyMatches !== undefined && new RegExp(failIfBodyMatches).test(body)) return false;
  return failIfBodyNotMatches === undefined || new RegExp(failIfBodyNotMatches).test(body);
}

function statusIsGood(
  { validStatusCodes }: HttpSettings,
  { statusCode = 0 }: IncomingMessage,
): boolean {
  return validStatusCodes.length === 0
    ? statusCode >= 200 && statusCode < 300
    : validStatusCodes.includes(statusCode);
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { probeDuration, probeSuccess } from '../../catalog/probe.ts';
import type { Clock } from '../../lib/clock.ts';
import { mix, seedOf, uniform } from '../fleet/random.ts';
import type { CityTwin } from '../twins/city-twin.ts';

/** blackbox_exporter waits for an answer a little shorter than Prometheus waits for blackbox_exporter. */
const timeoutSeconds = 9.5;

const head = {
  success:
    '# HELP probe_success Displays whether or not the probe was a success\n# TYPE probe_success gauge\n',
  duration:
    '# HELP probe_duration_seconds Returns how long the probe took to complete in seconds\n# TYPE probe_duration_seconds gauge\n',
};

/**
 * `/probe?target=127.30.0.1&module=icmp`, as blackbox_exporter answers it. What cannot be reached fails at once instead of
 * after the time-out, and reports the time-out as its duration.
 */
export function probe(city: CityTwin, clock: Clock) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const { searchParams } = new URL(request.url ?? '', 'http://simulator');
    const target = searchParams.get('target');
    const module = searchParams.get('module') ?? 'icmp';
    if (target === null || target === '') {
      send(response, 400, 'Target parameter is missing\n');
      return;
    }
    if (module !== 'icmp') {
      send(response, 400, `Unknown module "${module}", this simulator knows icmp\n`);
      return;
    }
    const seconds = roundTripSeconds(city, target.replace(/:\d+$/, ''), clock.now());
    const [success, duration] = seconds === undefined ? [0, timeoutSeconds] : [1, seconds];
    send(
      response,
      200,
      `${head.duration}${probeDuration.name} ${duration}\n${head.success}${probeSuccess.name} ${success}\n`,
    );
  };
}

/** Time to a router or server and back, or undefined when nobody answers. */
function roundTripSeconds(city: CityTwin, address: string, atMs: number): number | undefined {
  const hospital = city.hospitalsByGateway.get(address);
  const placed = city.serversByAddress.get(address);
  const reachable = placed === undefined ? hospital?.isCutOff === false : placed.server.isReachable;
  const plan = (placed?.hospital ?? hospital)?.plan;
  if (!reachable || plan === undefined) return undefined;
  const shake = uniform(mix(seedOf(address), Math.floor(atMs / 1000)));
  return Math.round(plan.roundTripMs * (0.9 + 0.3 * shake) * 1000) / 1_000_000;
}

function send(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'content-type': 'text/plain; version=0.0.4; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

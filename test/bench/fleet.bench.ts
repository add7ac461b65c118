import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { parseDuration } from '../../lib/duration.ts';
import { toYaml } from '../../lib/yaml.ts';
import { type BackendName, backends } from './support/backends.ts';
import { BenchProcess, loadNow } from './support/bench-process.ts';
import { writeTargets } from './support/fleet-targets.ts';

/**
 * `npm run bench:fleet`: the simulated city scraped by a real backend. Prints what was held and what it cost (design:
 * performance, B10). Fails when a server is not scraped at all; what is timed is told and fails nothing.
 */
const { values } = parseArgs({
  options: {
    fleet: { type: 'string', default: 'full,large' },
    backend: { type: 'string', default: 'prometheus,victoria-metrics' },
    interval: { type: 'string', default: '30s' },
    /** Until it is measured: making the series costs more than adding to them. */
    warm: { type: 'string', default: '2m' },
    for: { type: 'string', default: '10m' },
    port: { type: 'string', default: '24900' },
    /** Also what a sample takes on the disk: a snapshot, which costs a minute of its own. */
    disk: { type: 'boolean', default: false },
  },
});
const names = values.backend.split(',') as readonly BackendName[];
const port = Number(values.port);
const intervalSeconds = parseDuration(values.interval) / 1000;
process.setMaxListeners(50);

console.log(
  `node ${process.version}, ${cpus()[0]?.model} x ${cpus().length}, load ${loadNow()}, interval ${values.interval}, ${values.for} after ${values.warm}\n`,
);
console.log(
  '| fleet | backend | targets held | series | samples/s | missed scrapes | scrape p50 / p99 s | cores | µs/sample | RSS MB | disk B/sample | twin cores | twin RSS MB | load |',
);
console.log('|---|---|---|---|---|---|---|---|---|---|---|---|---|---|');
let failed = false;
for (const fleet of values.fleet.split(',')) {
  for (const name of names) await measure(fleet, name);
}
process.exit(failed ? 1 : 0);

async function measure(fleet: string, name: BackendName): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'yibao-fleet-'));
  const backend = backends[name];
  const twin = new BenchProcess('node', [
    'simulator/main.ts',
    '--config',
    simulatorConfig(folder, fleet),
  ]);
  try {
    await twin.ready(`http://127.0.0.1:${port}/-/ready`);
    const targets = writeTargets(folder, fleet, port + 2);
    mkdirSync(join(folder, 'data'));
    const server = new BenchProcess(
      ...backend.command({ folder, port: port + 1, interval: values.interval }),
    );
    try {
      const url = `http://127.0.0.1:${port + 1}`;
      await server.ready(`${url}${backend.readyPath}`);
      await sleep(parseDuration(values.warm));
      const before = { server: server.cost(), twin: twin.cost(), ...(await backend.taken(url)) };
      await sleep(parseDuration(values.for));
      const after = { server: server.cost(), twin: twin.cost(), ...(await backend.taken(url)) };
      const seen = await backend.look(url);
      const seconds = after.server.atSeconds - before.server.atSeconds;
      const samples = after.samples - before.samples;
      const cores = (after.server.cpuSeconds - before.server.cpuSeconds) / seconds;
      const expected = (targets * seconds) / intervalSeconds;
      const missed = Math.max(0, 1 - (after.pages - before.pages) / expected);
      if (seen.held < targets) failed = true;
      const data = join(folder, 'data');
      const bytes = values.disk ? await backend.bytesPerSample(url, data) : '-';
      const row = [
        ...[fleet, name, `${seen.held} of ${targets}`, seen.series, (samples / seconds).toFixed(0)],
        `${(missed * 100).toFixed(3)} %`,
        `${seen.p50?.toFixed(3) ?? '-'} / ${seen.p99?.toFixed(3) ?? '-'}`,
        cores.toFixed(2),
        ((cores * seconds * 1e6) / samples).toFixed(2),
        `${after.server.rssMb.toFixed(0)} (peak ${after.server.peakMb.toFixed(0)})`,
        bytes,
        ((after.twin.cpuSeconds - before.twin.cpuSeconds) / seconds).toFixed(2),
        after.twin.rssMb.toFixed(0),
        loadNow(),
      ];
      console.log(`| ${row.join(' | ')} |`);
    } finally {
      await server.stop();
    }
  } finally {
    await twin.stop();
    rmSync(folder, { recursive: true });
  }
}

function simulatorConfig(folder: string, fleet: string): string {
  const file = join(folder, 'simulator.yml');
  const config = {
    ...{ fleet, control: `127.0.0.1:${port}`, truthLog: join(folder, 'truth.jsonl') },
    twins: { port: port + 2, gzip: false },
  };
  writeFileSync(file, toYaml(config));
  return file;
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { collectors } from '../agent/collectors/index.ts';
import { defaultConfig } from '../agent/config.ts';
import { LinuxHost } from '../agent/host/linux-host.ts';
import { type RecordedMachine, recordedName } from '../agent/host/recorded-host.ts';
import { Section } from '../agent/section.ts';
import { systemClock } from '../lib/clock.ts';
import { type Recording, RecordingHost } from './recording-host.ts';
import { Scrubber } from './scrub.ts';

/**
 * Records what the collectors read on this machine into agent/collectors/testcases/<name>/, scrubbed.
 * Then `npm run update` writes its expected.prom. Look at the difference before you commit it.
 *   node tools/record-host.ts debian-12-x64
 */
const name = process.argv[2];
if (name === undefined || !/^[a-z0-9][a-z0-9.-]*$/.test(name)) {
  console.error('Usage: node tools/record-host.ts <os>-<version>-<arch>[-<oddity>]');
  process.exit(2);
}

/** Their sources are whole folders of other people's processes. */
const leftOut: readonly string[] = ['processes', 'self'];

const folder = join('agent/collectors/testcases', name);
const host = new RecordingHost(new LinuxHost({ clock: systemClock }));
for (const collector of collectors) {
  if (!collector.os.includes('linux') || leftOut.includes(collector.name)) continue;
  const limits = { maxSeries: 10_000, maxLabelBytes: 1024, onDropped: () => {} };
  const section = new Section(collector.metrics, limits);
  host.renew();
  section.begin();
  try {
    await collector.start(host, defaultConfig.collectors)(section.emit, AbortSignal.timeout(5000));
    section.end();
    console.log(`${collector.name}: ${section.series} series`);
  } catch (error) {
    console.log(`${collector.name}: ${String(error)}`);
  }
}
save(host.recording);

function save({ files, realPaths, statfs }: Recording): void {
  const { nodename, ...uname } = host.uname();
  const scrubber = new Scrubber(nodename);
  const write = (path: string, content: string): void => {
    const file = join(folder, recordedName(path));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  };
  for (const [path, content] of files) write(path, scrubber.file(path, content));
  const machine: RecordedMachine = {
    origin: 'recorded by tools/record-host.ts',
    now: Date.now(),
    pageSize: host.pageSize,
    uname: { ...uname, nodename: 'host' },
    statfs: Object.fromEntries([...statfs].map(([path, answer]) => [scrubber.mount(path), answer])),
    realPaths: Object.fromEntries([...realPaths].map(([path, target]) => [path, target])),
  };
  write('/machine.json', `${JSON.stringify(machine, undefined, 2)}\n`);
  console.log(`${files.size} files in ${folder}; look at them before you commit`);
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../layout.ts';
import { runLogged } from '../system/commands.ts';
import { bundlePath, bundlePrograms } from './bundle-programs.ts';
import { bundledPrograms } from './programs.ts';
import { filesUnder, isFresh, writeStamp } from './stamp.ts';

/** Bundles of the programs, in the checkout. */
export const programsFolder = join(root, 'dist/programs');
/** The built console, in the checkout. */
export const consoleFolder = join(root, 'console/dist');

const programsStamp = join(root, 'dist/programs.stamp.json');
const consoleStamp = join(root, 'dist/console.stamp.json');

/** What the console is made of, besides its packages, which the lock file stands for. */
const consoleSources = [
  ...[
    'src',
    'public',
    'tools',
    'icons',
    'stubs',
    'index.html',
    'package.json',
    'vite.config.ts',
  ].map((name) => `console/${name}`),
  ...['protocol', 'dashboards/generated', 'package-lock.json'],
];

/** Bundles the programs when a file of theirs has changed; tells what was done. */
export async function buildPrograms(): Promise<string> {
  const areThere = bundledPrograms.every((one) =>
    existsSync(join(programsFolder, bundlePath(one))),
  );
  if (areThere && isFresh(programsStamp)) return 'unchanged';
  const metafiles = await bundlePrograms(programsFolder);
  const inputs = Object.values(metafiles).flatMap(({ inputs }) => Object.keys(inputs));
  const assets = bundledPrograms.flatMap(({ assets }) => assets.map((asset) => join(root, asset)));
  const ownFiles = ['deploy/build', 'package-lock.json'].map((path) => join(root, path));
  writeStamp(programsStamp, [
    ...new Set(inputs.map((path) => join(root, path))),
    ...filesUnder([...assets, ...ownFiles]),
  ]);
  return `${bundledPrograms.length} bundles`;
}

/** Builds the console when a file of it has changed; tells what was done. */
export async function buildConsole(logFile: string): Promise<string> {
  if (isFresh(consoleStamp) && existsSync(join(consoleFolder, 'index.html'))) return 'unchanged';
  // Node runs a script of package.json by itself, with the pinned tools on PATH: npm may be absent by now.
  await runLogged([process.execPath, '--run', 'build'], { logFile, cwd: join(root, 'console') });
  const sources = consoleSources.map((path) => join(root, path)).filter((path) => existsSync(path));
  writeStamp(consoleStamp, filesUnder(sources));
  return 'built';
}

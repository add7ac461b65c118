import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The part of a lock file that says what stands where. */
interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly version?: string;
  readonly optional?: boolean;
  readonly link?: boolean;
}

/**
 * Exits with 0 when node_modules holds what package-lock.json asks for. ./yibao asks when the lock file is newer:
 * a checkout or a copy makes it so too, and a needless `npm ci` takes minutes and the network.
 */
const [root = '.'] = process.argv.slice(2);
const wanted = read('package-lock.json');
const installed = read('node_modules/.package-lock.json');
process.exitCode = isSame() ? 0 : 1;

function isSame(): boolean {
  const paths = Object.keys(wanted).filter((path) => path.startsWith('node_modules/'));
  const areThere = paths.every((path) => {
    const here = installed[path];
    // Optional ones are of other platforms.
    return here === undefined
      ? wanted[path]?.optional === true
      : here.version === wanted[path]?.version;
  });
  const areWanted = Object.keys(installed).every((path) => wanted[path] !== undefined);
  return paths.length > 0 && areThere && areWanted;
}

function read(file: string): Lock['packages'] {
  return (JSON.parse(readFileSync(join(root, file), 'utf8')) as Lock).packages;
}

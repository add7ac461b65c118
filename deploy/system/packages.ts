import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../layout.ts';
import { oldestMajor } from '../postgres/cluster.ts';
import { findProgram, outputOf, postgresFolders, runLogged } from './commands.ts';

/** Something of the system that we need: its Debian package, and how to see that it is there. */
interface SystemPackage {
  readonly debian: string;
  /** How people elsewhere call it. */
  readonly what: string;
  readonly isThere: () => boolean;
}

const program = (debian: string, what: string, ...names: readonly string[]): SystemPackage => ({
  ...{ debian, what },
  isThere: () => findProgram(...names) !== undefined,
});

/** Needed by `./yibao up`. */
export const stackPackages: readonly SystemPackage[] = [
  program('prometheus', 'Prometheus 2.42 or later, with promtool', 'prometheus'),
  program(
    'prometheus-alertmanager',
    'Alertmanager 0.25 or later',
    'prometheus-alertmanager',
    'alertmanager',
  ),
  {
    debian: 'postgresql',
    what: `PostgreSQL ${oldestMajor} or later`,
    isThere: () => postgresFolders().some(({ major }) => major >= oldestMajor),
  },
  program('util-linux', 'setpriv of util-linux', 'setpriv'),
];

/** Needed by `./yibao up` with `backend: victoria-metrics`. */
export const victoriaPackages: readonly SystemPackage[] = [
  program('victoria-metrics', 'VictoriaMetrics 1.79 or later', 'victoria-metrics'),
  program('victoria-metrics', 'vmalert of VictoriaMetrics', 'vmalert'),
];

/** Needed by `./yibao test` besides: the judges of the tests. */
export const testPackages: readonly SystemPackage[] = [
  ...stackPackages,
  program('prometheus', 'promtool', 'promtool'),
  program('prometheus-alertmanager', 'amtool', 'amtool'),
  program('prometheus-node-exporter', 'node_exporter 1.5', 'prometheus-node-exporter'),
  program('chromium', 'Chromium', 'chromium'),
  program('mariadb-server-core', 'MariaDB', 'mariadbd'),
  program('iputils-ping', 'ping', 'ping'),
  program('iproute2', 'ip of iproute2', 'ip'),
  program('git', 'git', 'git'),
  program('npm', 'npm', 'npm'),
  {
    debian: 'fonts-noto-cjk',
    what: 'a font with Chinese letters',
    isThere: () =>
      findProgram('fc-list') !== undefined && outputOf(['fc-list', ':lang=zh-cn']).trim() !== '',
  },
];

/** Installs what is missing; elsewhere than on Debian as root, says what to install. Tells what was done. */
export async function ensurePackages(
  packages: readonly SystemPackage[],
  logFile: string,
): Promise<string> {
  const missing = packages.filter(({ isThere }) => !isThere());
  if (missing.length === 0) return 'all there';
  const names = [...new Set(missing.map(({ debian }) => debian))];
  const isDebian = existsSync('/etc/debian_version') && findProgram('apt-get') !== undefined;
  if (process.getuid?.() !== 0 || !isDebian) throw new Error(advice(missing, names, isDebian));
  const script = join(root, 'deploy/system/apt-install.sh');
  await runLogged([script, ...names], { logFile });
  const still = packages.filter(({ isThere }) => !isThere()).map(({ what }) => what);
  if (still.length > 0) {
    throw new Error(`installed ${names.join(' ')}, but cannot find ${still.join(', ')}`);
  }
  return `installed ${names.join(' ')}`;
}

function advice(
  missing: readonly SystemPackage[],
  names: readonly string[],
  isDebian: boolean,
): string {
  const list = missing.map(({ what, debian }) => `  ${what} (Debian package ${debian})`);
  const how = isDebian
    ? `install them: sudo apt-get install --no-install-recommends ${names.join(' ')}`
    : 'install them with your system, so that they are found on PATH; then run this again';
  return ['missing on this machine:', ...list, how].join('\n');
}

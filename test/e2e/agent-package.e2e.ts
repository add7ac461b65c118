import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { makeDeb } from '../../deploy/agent-package/deb.ts';
import { agentFlags } from '../../deploy/programs/agent-flags.ts';

const run = (program: string, ...args: readonly string[]): string =>
  execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

describe('the Debian package of the agent', () => {
  test('holds all that the agent needs, and it runs from there', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'yibao-package-'));
    t.after(() => rmSync(folder, { recursive: true }));
    const architecture = process.arch === 'arm64' ? 'arm64' : 'amd64';
    const deb = await makeDeb({ out: folder, architecture, version: '1.2.3', compression: 'none' });
    const tree = join(folder, 'tree');
    run('dpkg-deb', '-x', deb, tree);
    const lib = join(tree, 'usr/lib/yibao-agent');
    const node = join(lib, 'node');

    const page = run(node, ...agentFlags, join(lib, 'agent.js'), 'once');
    const judged = run(
      node,
      join(lib, 'agent.js'),
      'check-config',
      join(tree, 'etc/yibao-agent/agent.yml'),
    );
    const info = run('dpkg-deb', '--field', deb);

    assert.match(page, /^node_load1 /m);
    assert.match(judged, /ok/);
    assert.match(info, /^Package: yibao-agent\nVersion: 1\.2\.3$/m);
    assert.equal(statSync(join(tree, 'etc/yibao-agent/agent.yml')).mode & 0o777, 0o640);
  });

  test('its unit starts the agent with the measured flags', () => {
    const unit = readFileSync('deploy/systemd/yibao-agent.service', 'utf8');

    assert.ok(unit.includes(`/usr/lib/yibao-agent/node ${agentFlags.join(' ')} /usr/lib`));
  });
});

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { bundledAgent } from '../support/agent-bundle.ts';
import { tempDir } from '../support/temp-dir.ts';

const config = `web: { listen: "127.0.0.1:9101" }
probes:
  - { name: here, kind: icmp, target: 127.0.0.1, interval: 5s, timeout: 1s }
  - { name: nowhere, kind: icmp, target: 192.0.2.1, interval: 5s, timeout: 1s }
`;

/** A network of its own, in which these groups may send echo requests. */
function inNetwork(groups: string): readonly string[] {
  const isRoot = process.getuid?.() === 0;
  const setUp = `ip link set lo up && echo '${groups}' > /proc/sys/net/ipv4/ping_group_range && exec "$@"`;
  return ['unshare', isRoot ? '-n' : '-rn', 'sh', '-c', setUp, 'sh', ...asTheUnit(isRoot)];
}

/** The rights that the unit gives. Who is not root has no other user to become. */
function asTheUnit(isRoot: boolean): readonly string[] {
  const unit = readFileSync('deploy/systemd/yibao-agent.service', 'utf8');
  const kept = (/^CapabilityBoundingSet=(.*)$/m.exec(unit)?.[1] ?? '').split(' ').filter(Boolean);
  const sets = ['-all', ...kept.map((name) => `+${name.toLowerCase().replace('cap_', '')}`)];
  const user = isRoot ? ['--reuid', '65534', '--regid', '65534', '--clear-groups'] : [];
  return [
    ...['setpriv', ...user, `--bounding-set=${sets.join(',')}`],
    ...['--inh-caps=-all', '--no-new-privs'],
  ];
}

/** What the probes have said once both have had their turn; `log` is what the agent wrote. */
async function probe(
  t: TestContext,
  groups: string,
): Promise<{ readonly page: string; readonly log: string }> {
  const folder = tempDir(t);
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, 'agent.yml'), config);
  const agent = [process.execPath, ...(await bundledAgent(join(folder, 'bundle')))];
  const [command = '', ...args] = inNetwork(groups);
  const child = spawn(command, [...args, ...agent, '--config', join(folder, 'agent.yml')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL'));
  let log = '';
  child.stdout.on('data', (part) => {
    log += part;
  });
  const get = `fetch('http://127.0.0.1:9101/metrics?collect[]=probes').then((r) => r.text()).then(console.log)`;
  const entered = ['-t', String(child.pid), ...(process.getuid?.() === 0 ? [] : ['-U']), '-n'];
  const said = (name: string, page: string): boolean =>
    page.includes(`probe="${name}"`) || log.includes(`"probe:${name}"`);
  let page = '';
  for (let tries = 0; tries < 100; tries++) {
    await sleep(300);
    if (!log.includes('agent listens')) continue;
    page = execFileSync('nsenter', [...entered, process.execPath, '-e', get], { encoding: 'utf8' });
    if (said('here', page) && said('nowhere', page)) return { page, log };
  }
  return assert.fail(`the probes said nothing in 30 s:\n${log}`);
}

describe('the icmp probe with the rights of the unit', () => {
  test('sees a machine that answers, with its round trip, and one that does not', async (t) => {
    const { page } = await probe(t, '0 2147483647');

    assert.match(page, /^probe_success\{probe="here"\} +1$/m);
    assert.match(page, /^probe_icmp_duration_seconds\{probe="here",phase="rtt"\} +0\.\d+$/m);
    assert.match(page, /^probe_success\{probe="nowhere"\} +0$/m);
    assert.doesNotMatch(page, /^probe_icmp_duration_seconds\{probe="nowhere"/m);
  });

  test('says nothing of the target, and why in the log, where it may not ask', async (t) => {
    const { page, log } = await probe(t, '1 0');

    assert.doesNotMatch(page, /^probe_success/m);
    assert.match(log, /"source":"probe:here","error":".*not permitted/);
  });
});

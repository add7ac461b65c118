import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { renderAlertmanager } from '../../alerting/render.ts';
import { defaultSettings } from '../../alerting/settings.ts';
import { type Explanation, topology } from '../../catalog/topology.ts';
import { ruleGroups } from '../../exporter-rules/groups.ts';
import { type AlertRule, isAlert } from '../../exporter-rules/rule.ts';

const url = 'http://127.0.0.1:21310';
const nobody = 'http://127.0.0.1:21398';
const alerts = ruleGroups.flatMap(({ rules }) => rules).filter(isAlert);

type Labels = Readonly<Record<string, string>>;

interface Place {
  readonly district: string;
  readonly hospital: string;
  readonly server: string;
}

/** From the smallest parent to the city: what explains things everywhere goes on doing so, and has to come last. */
const rows = topology.toReversed().sort((one, other) => isCitywide(one) - isCitywide(other));

const cases = rows.flatMap((row) =>
  alerts.filter((alert) => isMutedBy(row, alert)).map((child) => ({ row, child })),
);

describe('Alertmanager mutes what the topology explains, and nothing else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yibao-inhibition-'));
  let alertmanager: ChildProcess;

  before(async () => {
    const config = join(folder, 'alertmanager.yml');
    writeFileSync(config, renderAlertmanager({ ...defaultSettings, notifierUrl: nobody }));
    alertmanager = spawn(programName(), [
      `--config.file=${config}`,
      `--storage.path=${folder}`,
      `--web.listen-address=${new URL(url).host}`,
      '--cluster.listen-address=',
      '--log.level=error',
    ]);
    await eventually('Alertmanager to be ready', async () => (await fetch(`${url}/-/ready`)).ok);
  });

  after(async () => {
    const gone = once(alertmanager, 'exit');
    alertmanager.kill('SIGTERM');
    await gone;
    rmSync(folder, { recursive: true });
  });

  test('there are cases for every parent', () => {
    assert.deepEqual(new Set(cases.map(({ row }) => row)), new Set(rows));
  });

  for (const [index, { row, child }] of cases.entries()) {
    const name = `${child.alert} (${child.labels.severity})`;

    test(`${row.parent} mutes ${name} of the same place`, async () => {
      const here = placeOf(index);
      const [muted, free] = [labelsAt(child, here), labelsAt(child, elsewhere(row, here))];

      await post([labelsAt(parentOf(row), here), muted, free]);

      await eventually(`${name} to be muted`, async () => (await mutersOf(muted)) === 1);
      assert.equal(await mutersOf(free), row.equal.length === 0 ? 1 : 0);
    });
  }

  test('a critical alert mutes the warning of the same volume and of no other', async () => {
    const [warning, critical] = alerts.filter(({ alert }) => alert === 'FsAlmostFull');
    assert.ok(warning !== undefined && critical !== undefined);
    const here = placeOf(cases.length);
    const muted = labelsAt(warning, here);
    const free = { ...muted, part: '/other', mountpoint: '/other' };

    await post([labelsAt(critical, here), muted, free]);

    await eventually('the warning to be muted', async () => (await mutersOf(muted)) === 1);
    assert.equal(await mutersOf(free), 0);
  });
});

/** A district, hospital and server of this case alone, so that cases do not meet. */
function placeOf(index: number): Place {
  return { district: `d${index}`, hospital: `h${index}`, server: `s${index}` };
}

function isCitywide({ equal }: Explanation): number {
  return equal.length === 0 ? 1 : 0;
}

/** The nearest place that the parent does not cover. */
function elsewhere({ equal }: Explanation, here: Place): Place {
  const label = equal.at(-1) ?? 'district';
  return { ...here, [label]: `${here[label]}-other` };
}

const labelsOfScope: Readonly<Record<string, readonly (keyof Place)[]>> = {
  city: [],
  district: ['district'],
  hospital: ['district', 'hospital'],
  pair: ['district', 'hospital'],
  server: ['district', 'hospital', 'server'],
  part: ['district', 'hospital', 'server'],
};

function labelsAt({ alert, labels }: AlertRule, place: Place): Labels {
  const ofPlace = (labelsOfScope[labels.scope ?? ''] ?? []).map((name) => [name, place[name]]);
  const ofPart = labels.part === undefined ? {} : { part: '/data', mountpoint: '/data' };
  return { alertname: alert, ...labels, ...ofPart, ...Object.fromEntries(ofPlace) };
}

function parentOf({ parent, parentSeverity }: Explanation): AlertRule {
  const isParent = ({ alert, labels }: AlertRule): boolean =>
    alert === parent && (parentSeverity === undefined || labels.severity === parentSeverity);
  return alerts.find(isParent) ?? assert.fail(`expected an alert ${parent}`);
}

function isMutedBy({ parent, mutes }: Explanation, { alert, labels }: AlertRule): boolean {
  return (
    alert !== parent &&
    (mutes.alerts?.includes(alert) ?? true) &&
    (mutes.families?.some((family) => family === labels.family) ?? true) &&
    (mutes.scopes?.some((scope) => scope === labels.scope) ?? true)
  );
}

async function post(all: readonly Labels[]): Promise<void> {
  const body = all.map((labels) => ({ labels, startsAt: new Date().toISOString() }));
  const answer = await fetch(`${url}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  assert.equal(answer.status, 200, await answer.text());
}

interface Listed {
  readonly labels: Labels;
  readonly status: { readonly inhibitedBy: readonly string[] };
}

/** How many alerts mute this one; undefined while Alertmanager does not list it. */
async function mutersOf(labels: Labels): Promise<number | undefined> {
  // Thousands stand there after a while; only those of this name are wanted.
  const filter = new URLSearchParams({ filter: `alertname="${labels.alertname}"` });
  const answer = await fetch(`${url}/api/v2/alerts?${filter}`);
  const listed = (await answer.json()) as readonly Listed[];
  const wanted = JSON.stringify(Object.entries(labels).sort());
  return listed.find((one) => JSON.stringify(Object.entries(one.labels).sort()) === wanted)?.status
    .inhibitedBy.length;
}

async function eventually(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await isSo().catch(() => false)) return;
    await sleep(100);
  }
  assert.fail(`expected ${what} within 10 s`);
}

/** Debian calls it prometheus-alertmanager. */
function programName(): string {
  const found = ['prometheus-alertmanager', 'alertmanager'].find(
    (name) => spawnSync(name, ['--version']).error === undefined,
  );
  return found ?? assert.fail('Alertmanager is missing (package prometheus-alertmanager)');
}

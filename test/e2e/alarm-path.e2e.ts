import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { color } from '../../dashboards/theme.ts';
import { launchChromium } from '../browser/support/chromium.ts';
import { openBoard } from '../browser/support/open-board.ts';
import { type WatchedPage, watchedPage } from '../browser/support/watched-page.ts';
import { suiteOwner } from '../support/suite-owner.ts';
import { type Up, yibaoUp } from '../support/yibao-up.ts';

interface Message {
  readonly kind: 'mail' | 'sms';
  readonly to: string;
  readonly subject?: string;
  readonly text: string;
  readonly html?: string;
}

interface Hospital {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly district: string;
}

interface Tile {
  readonly label: string;
  readonly fill: string;
}

const timeScale = 5;
/** `YIBAO_BACKEND=victoria-metrics` runs the same story on the other backend. */
const backend = [`backend=${process.env.YIBAO_BACKEND ?? 'prometheus'}`];
const cutDistrict = '110105';
const stoppedHospital = '99030001';
const pictures = 'test-artifacts/alarm-path';
/** An alarm has 180 s at full speed; the windows of expressions do not shrink with the time scale. */
const alarmLimitMs = 90_000;
/** Alarms are held for five minutes at full speed, and what they look at looks back. */
const resolvedLimitMs = 150_000;
/** Longer than any group interval of Alertmanager at this scale. */
const quietMs = 20_000;

describe('from a fault to a person and back, with every real part', { timeout: 600_000 }, () => {
  const owner = suiteOwner();
  let stack: Up;
  let browser: Browser;
  let wall: WatchedPage;
  let hospitals: readonly Hospital[];

  before(async () => {
    mkdirSync(pictures, { recursive: true });
    stack = await yibaoUp(owner, { portOffset: 22_100, timeScale, set: backend });
    browser = await launchChromium();
    owner.after(() => browser.close());
    wall = await watchedPage(browser);
    hospitals = await listHospitals();
  });

  test('a calm city has calm tiles and sends nothing', async () => {
    await until(async () => (await observed()) === hospitals.length, alarmLimitMs);
    await openBoard(wall.page, {
      ...{ baseUrl: stack.url('console'), uid: 'yibao-wallboard', language: 'zh-Hans' },
      ...{ isKiosk: true, search: { from: 'now-5m', to: 'now' } },
    });
    await until(async () => (await tiles()).length === hospitals.length, 60_000);

    await wall.page.screenshot({ path: `${pictures}/1-calm.png` });
    assert.equal(hospitals.length, 20);
    assert.deepEqual(await redTiles(), []);
    assert.deepEqual(await messages(), []);
  });

  test('a cut district and a stopped settlement service are each told once, by mail and SMS', async () => {
    await inject({ kind: 'line-cut', district: cutDistrict });
    await inject({ kind: 'settlement-stop', hospital: stoppedHospital });

    await until(async () => (await messages()).length >= 4, alarmLimitMs);
    const sent = await messages();

    const name = nameOf(stoppedHospital);
    assertSent(sent, [
      ['mail', /^\[P1\] 朝阳区 · .*中断/],
      ['mail', new RegExp(`^\\[P1\\] ${name} · 结算服务停止`)],
      ['sms', /^【医保运维】紧急，朝阳区：.*影响7家/],
      ['sms', /^【医保运维】紧急，示例西城.*：结算服务停止/],
    ]);
    for (const mail of sent.filter(({ kind }) => kind === 'mail')) {
      assert.match(mail.to, /duty-1@yibao\.invalid/);
      assert.match(mail.html ?? '', /<html/i);
    }
  });

  test('exactly the tiles of those hospitals turn red in the browser', async () => {
    const broken = hospitals.filter(
      ({ code, district }) => district === cutDistrict || code === stoppedHospital,
    );

    await until(async () => (await redTiles()).length === broken.length, 60_000);

    await wall.page.screenshot({ path: `${pictures}/2-red.png` });
    const red = await redTiles();
    assert.equal(broken.length, 8);
    for (const { shortName } of broken) {
      const own = red.filter(({ label }) => label === `${shortName}: 停机`);
      assert.equal(own.length, 1, shortName);
    }
  });

  test('when both are healed, each is told once more and the tiles are calm', async () => {
    await fetch(`${stack.url('simulator')}/faults`, { method: 'DELETE' });

    await until(async () => (await messages()).length >= 8, resolvedLimitMs);
    await until(async () => (await redTiles()).length === 0, 60_000);

    await wall.page.screenshot({ path: `${pictures}/3-healed.png` });
    const name = nameOf(stoppedHospital);
    assertSent((await messages()).slice(0, -4), [
      ['mail', /^\[恢复\] 朝阳区 · .*中断/],
      ['mail', new RegExp(`^\\[恢复\\] ${name} · 结算服务停止`)],
      ['sms', /^【医保运维】恢复，朝阳区：/],
      ['sms', /^【医保运维】恢复，示例西城.*：结算服务停止/],
    ]);
  });

  test('nothing more is sent, and the browser has had nothing to complain about', async () => {
    await sleep(quietMs);

    assert.equal((await messages()).length, 8);
    assert.deepEqual(wall.complaints(), []);
  });

  test('Ctrl-C ends everything in order', async () => {
    const code = await stack.stop('SIGINT');

    assert.equal(code, 0);
    assert.match(stack.output(), /nothing is left running/);
  });

  /** Newest first. */
  async function messages(): Promise<readonly Message[]> {
    const response = await fetch(`${stack.url('inbox')}/api/messages`);
    return (await response.json()) as Message[];
  }

  async function inject(fault: Readonly<Record<string, string>>): Promise<void> {
    const response = await fetch(`${stack.url('simulator')}/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fault),
    });
    assert.ok(response.ok, await response.text());
  }

  async function listHospitals(): Promise<readonly Hospital[]> {
    const response = await fetch(`${stack.url('console')}/api/v1/hospitals`);
    const body = (await response.json()) as { readonly items: readonly Hospital[] };
    return body.items;
  }

  function nameOf(code: string): string {
    return hospitals.find((hospital) => hospital.code === code)?.name ?? 'unknown';
  }

  /** How many hospitals Prometheus has judged to be well. */
  async function observed(): Promise<number> {
    const query = new URLSearchParams({ query: 'count(hospital:state:code == 0)' });
    const response = await fetch(`${stack.url('prometheus')}/api/v1/query?${query}`);
    const body = (await response.json()) as { data: { result: { value: [number, string] }[] } };
    return Number(body.data.result[0]?.value[1] ?? 0);
  }

  /** As a text: these lines run in the page, whose words are not ours. */
  function tiles(): Promise<readonly Tile[]> {
    return wall.page.evaluate(`
      [...document.querySelectorAll('[data-testid="viz-tiles"] [aria-label]')].map((shape) => ({
        label: shape.getAttribute('aria-label'),
        fill: getComputedStyle(shape.querySelector('rect')).fill,
      }))`);
  }

  async function redTiles(): Promise<readonly Tile[]> {
    return (await tiles()).filter(({ fill }) => fill === color.p1);
  }
});

/** Every message has its line, and every line its message. */
function assertSent(
  sent: readonly Message[],
  expected: readonly (readonly [kind: Message['kind'], says: RegExp])[],
): void {
  const lines = sent.map(({ kind, subject, text }) => `${kind} ${subject ?? text}`);
  assert.equal(sent.length, expected.length, lines.join('\n'));
  for (const [kind, says] of expected) {
    const found = sent.filter((one) => one.kind === kind && says.test(one.subject ?? one.text));
    assert.equal(found.length, 1, `${kind} ${says}\n${lines.join('\n')}`);
  }
}

async function until(what: () => Promise<boolean>, limitMs: number): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!(await what())) {
    if (performance.now() > deadline) throw new Error(`after ${limitMs} ms still not: ${what}`);
    await sleep(500);
  }
}

import assert from 'node:assert/strict';
import { after, before, describe, type TestContext, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { checkInk } from './support/check-ink.ts';
import { launchChromium } from './support/chromium.ts';
import { type ConsoleStack, consoleStack } from './support/console-stack.ts';
import { type BoardAddress, openBoard, settledPanels } from './support/open-board.ts';
import { type WatchedPage, watchedPage } from './support/watched-page.ts';

const wallboard = 'yibao-wallboard';
const hospital = 'yibao-hospital';
const recent = { from: 'now-5m', to: 'now' };
const mayBeEmpty = [9, 10];

describe('using the console', () => {
  const cleanups: (() => void | Promise<void>)[] = [];
  let stack: ConsoleStack;
  let browser: Browser;

  before(async () => {
    stack = await consoleStack({ after: (run) => void cleanups.push(run) });
    browser = await launchChromium();
  });

  after(async () => {
    await browser?.close();
    for (const cleanup of cleanups.reverse()) await cleanup();
  });

  async function newPage(t: TestContext): Promise<WatchedPage> {
    const watched = await watchedPage(browser);
    // A page that stays open goes on refreshing.
    t.after(() => watched.page.context().close());
    return watched;
  }

  async function onBoard(t: TestContext, uid: string, more: Partial<BoardAddress> = {}) {
    const watched = await newPage(t);
    await openBoard(watched.page, { baseUrl: stack.baseUrl, uid, search: recent, ...more });
    return watched;
  }

  test('the root leads to the wallboard', async (t) => {
    const { page, complaints } = await newPage(t);

    await page.goto(stack.baseUrl);

    await settledPanels(page);
    assert.match(await page.title(), /大屏/);
    assert.deepEqual(complaints(), []);
  });

  test('a tile leads to its hospital without loading the page anew, keeps the time, and Back returns', async (t) => {
    const { page, complaints } = await onBoard(t, wallboard);
    await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));

    const tile = page.locator('[data-testid="viz-tiles"] a').nth(5);
    await tile.hover();
    const tooltip = await textOf(tile.locator('title'));
    await tile.click();
    await page.waitForURL(/\/d\/yibao-hospital/);
    await settledPanels(page);

    const address = new URL(page.url());
    const name = await textOf(page.locator('[data-viz-panel-key="panel-1"]'));
    assert.match(address.searchParams.get('var-hospital') ?? '', /^99\d{6}$/);
    assert.equal(address.searchParams.get('from'), 'now-5m');
    assert.match(name, /示例/);
    assert.match(tooltip, /^示例.+: 正常$/);
    await page.goBack();
    await page.waitForURL(/\/d\/yibao-wallboard/);
    await settledPanels(page);
    assert.equal(await page.evaluate('globalThis.isSamePage'), true);
    assert.deepEqual(complaints(), []);
  });

  test('the keyboard moves between tiles and opens one', async (t) => {
    const { page } = await onBoard(t, wallboard);
    const tiles = page.locator('[data-testid="viz-tiles"] a');
    await tiles.first().focus();

    await page.keyboard.press('ArrowRight');
    const focused = await page.evaluate('document.activeElement.getAttribute("aria-label")');
    const second = await tiles.nth(1).getAttribute('aria-label');
    await page.keyboard.press('Enter');

    assert.equal(focused, second);
    await page.waitForURL(/\/d\/yibao-hospital\?var-hospital=/);
  });

  test('the hospital in the address is the one on the board, and another choice changes the address', async (t) => {
    const { page, complaints } = await onBoard(t, hospital, {
      search: { ...recent, 'var-hospital': '99020001' },
    });
    const state = page.locator('[data-viz-panel-key="panel-1"]');
    const before = await textOf(state);

    await page.getByText('示例海淀区一院', { exact: true }).first().click({ force: true });
    await page.keyboard.type('通州康复');
    await page.keyboard.press('Enter');
    await page.waitForURL(/var-hospital=9904/);
    await page.waitForTimeout(500);
    await settledPanels(page);

    assert.match(before, /示例海淀/);
    assert.match(await textOf(state), /示例通州/);
    assert.deepEqual(complaints(), []);
  });

  test('a drag over a curve zooms, and the address says to where', async (t) => {
    const { page } = await onBoard(t, wallboard);
    const plot = page.locator('[data-viz-panel-key="panel-10"] .u-over');
    await plot.scrollIntoViewIfNeeded();
    const box = await plot.boundingBox();
    assert.ok(box);

    await page.mouse.move(box.x + box.width * 0.4, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.8, box.y + 20, { steps: 8 });
    await page.mouse.up();

    await page.waitForURL(/from=\d{4}-\d\d-\d\dT/);
  });

  test('shortcuts open help, time and boards, and are quiet while somebody types', async (t) => {
    const { page } = await onBoard(t, wallboard);
    const help = page.locator('dialog.help');

    await page.keyboard.press('?');
    assert.ok(await help.isVisible());
    await page.keyboard.press('Escape');
    assert.equal(await help.count(), 0);
    await page.keyboard.press('t');
    const search = page.getByPlaceholder('搜索快捷范围');
    await search.fill('?gh');
    assert.equal(await help.count(), 0);
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await page.keyboard.press('h');

    await page.waitForURL(/\/d\/yibao-hospital\?from=now-5m/);
  });

  test('language and theme are chosen once and remembered', async (t) => {
    const { page, complaints } = await onBoard(t, wallboard);

    await page.getByTestId('language').click();
    await page.getByText('yibao-watch', { exact: true }).waitFor();
    await page.getByTestId('theme').click();
    await page.getByText('Dark', { exact: true }).waitFor();
    await page.goto(`${stack.baseUrl}/d/${hospital}`);
    await settledPanels(page);

    assert.equal(await page.locator('html').getAttribute('lang'), 'en-US');
    assert.match(await page.title(), /Hospital/);
    assert.equal(
      await page.evaluate('getComputedStyle(document.documentElement).colorScheme'),
      'light',
    );
    assert.deepEqual(complaints(), []);
  });

  test('the wall hides bar and controls, and refreshes by itself', async (t) => {
    const { page } = await onBoard(t, wallboard, { isKiosk: true });

    const asked = page.waitForRequest(/city%3Ahospital_state/, { timeout: 20_000 });

    assert.equal(await page.locator('.top-bar, .controls').count(), 0);
    assert.ok(await page.locator('.wall-strip .clock').isVisible());
    const { scrollHeight } = (await page.evaluate(
      '({ scrollHeight: document.querySelector(".page").scrollHeight })',
    )) as { scrollHeight: number };
    assert.ok(scrollHeight <= 1080, `the wall is ${scrollHeight} px high`);
    await asked;
  });

  test('a board that is not there and a page that is not there say so', async (t) => {
    const { page } = await newPage(t);

    await page.goto(`${stack.baseUrl}/d/yibao-nothing`);
    const missing = await textOf(page.getByTestId('board-failed'));
    await page.goto(`${stack.baseUrl}/d/yibao-wallboard/a/b`);
    const nowhere = await textOf(page.getByRole('alert'));

    assert.match(missing, /没有名为 yibao-nothing 的看板/);
    assert.match(nowhere, /没有这个页面/);
  });

  test('a stopped Prometheus grays the wall within two refreshes, and its return is noticed', async (t) => {
    const { page, forgive, complaints } = await onBoard(t, wallboard, { isKiosk: true });

    await faultless(page); // only what has been drawn can be kept
    await stack.stopPrometheus();
    const banner = page.getByTestId('stale-banner');
    await banner.waitFor({ timeout: 30_000 });
    await page.waitForTimeout(16_000); // one more refresh of the board
    await page.screenshot({ path: 'test-artifacts/console/yibao-wallboard-lost.png' });
    const sentence = await textOf(banner);
    const filter = await grayness(page);
    const kept = checkInk(await settledPanels(page), { mayBeEmpty }).filter((fault) =>
      /drew nothing|shows a failure|^panel (?!9 ).*no data/.test(fault),
    );
    await stack.startPrometheus();
    await banner.waitFor({ state: 'detached', timeout: 45_000 });
    await faultless(page); // the next refresh draws it anew
    forgive();

    assert.match(sentence, /^自 \d\d:\d\d:\d\d 起与监控中心失去联系，画面停在 \d+ 秒前/);
    assert.match(filter, /grayscale/);
    assert.deepEqual(kept, []);
    assert.doesNotMatch(await grayness(page), /grayscale/);
    assert.deepEqual(checkInk(await settledPanels(page), { mayBeEmpty }), []);
    assert.deepEqual(complaints(), []);
  });
});

/** Waits until every panel is drawn without a fault; at most a minute. */
async function faultless(page: Page): Promise<void> {
  for (let tries = 0; tries < 60; tries++) {
    const faults = checkInk(await settledPanels(page), { mayBeEmpty });
    if (faults.length === 0) return;
    await page.waitForTimeout(1000);
  }
}

async function grayness(page: Page): Promise<string> {
  return String(
    await page.evaluate('getComputedStyle(document.querySelector("[data-testid=board]")).filter'),
  );
}

async function textOf(locator: Locator): Promise<string> {
  return (await locator.textContent()) ?? '';
}

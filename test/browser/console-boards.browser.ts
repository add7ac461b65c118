import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, describe, type TestContext, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { boardList } from '../../console/src/boards/board-list.ts';
import { checkInk } from './support/check-ink.ts';
import { launchChromium } from './support/chromium.ts';
import { type ConsoleStack, consoleStack } from './support/console-stack.ts';
import { answerWithLargeCity } from './support/large-city.ts';
import { openBoard, settledPanels } from './support/open-board.ts';
import { watchCost } from './support/page-cost.ts';
import { plant, plantedFaults } from './support/planted-faults.ts';
import { type WatchedPage, watchedPage } from './support/watched-page.ts';

const wallboard = 'yibao-wallboard';
const recent = { from: 'now-5m', to: 'now' };

/** Panels by board: lists of alarms, where nothing to show is the good case, and what a notifier would tell. */
const mayBeEmpty: Readonly<Record<string, readonly number[]>> = {
  'yibao-wallboard': [9, 10],
  'yibao-district': [8, 11],
  'yibao-hospital': [9, 10],
  'yibao-server': [8],
  'yibao-upload': [6, 7, 9],
  // No forecaster in this stack: it says nothing before a week of history.
  'yibao-forecast': [1, 2, 3, 4, 5, 6, 7],
  'yibao-alarms': [5, 6, 7, 8, 9, 10, 11],
  'yibao-monitoring': [4, 5, 8],
};
/** Themes by language: a board has the same panels in each. */
const looks = [
  ['zh-Hans', 'dark'],
  ['en-US', 'light'],
] as const;
const pictures = 'test-artifacts/console';
/** Of the wallboard with 3,600 hospitals, in seconds of the processor: the design says 3 and 0.3 for 1,800. */
// Seconds are told, never judged: they depend on who else uses the machine.
const limits = { hospitals: 3600, heapBytes: 80e6 };

describe('the console on a living city', () => {
  const cleanups: (() => void | Promise<void>)[] = [];
  let stack: ConsoleStack;
  let browser: Browser;

  before(async () => {
    mkdirSync(pictures, { recursive: true });
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

  for (const { uid } of boardList) {
    for (const [language, theme] of looks) {
      test(`${uid} draws every panel and nothing complains (${language}, ${theme})`, async (t) => {
        const { page, complaints } = await newPage(t);
        const isKiosk = uid === wallboard;

        const { panels } = await openBoard(page, {
          ...{ baseUrl: stack.baseUrl, uid, language, theme, isKiosk, search: recent },
        });

        await page.waitForTimeout(500); // curves are painted a frame after their data
        await page.screenshot({ path: `${pictures}/${uid}-${language}-${theme}.png` });
        const allowance = { mayBeEmpty: mayBeEmpty[uid] ?? [] };
        assert.deepEqual(checkInk(await settledPanels(page), allowance), []);
        assert.ok(panels.length >= 8);
        assert.deepEqual(complaints(), []);
      });
    }
  }

  for (const fault of plantedFaults) {
    test(`the check of the picture sees ${fault.name}`, async (t) => {
      const { page } = await newPage(t);
      await plant(page, fault);

      await openBoard(page, { baseUrl: stack.baseUrl, uid: wallboard, search: recent });
      await page.waitForTimeout(500);

      const found = checkInk(await settledPanels(page), {
        mayBeEmpty: mayBeEmpty[wallboard] ?? [],
      });
      assert.ok(found.length > 0);
      for (const sentence of found) assert.match(sentence, new RegExp(`^panel ${fault.panel} `));
      assert.match(found.join('\n'), fault.complaint);
    });
  }

  test('the wallboard carries 3,600 hospitals and tells what they cost', async (t) => {
    const { page, complaints } = await newPage(t);
    await answerWithLargeCity(page, limits.hospitals);
    const cost = await watchCost(page);

    const { drawnMs } = await openBoard(page, {
      ...{ baseUrl: stack.baseUrl, uid: wallboard, isKiosk: true, search: recent },
    });
    const drawn = await cost();
    await page.waitForTimeout(2000);
    const before = await cost();
    await page.keyboard.press('r');
    await page.waitForTimeout(4000);
    const later = await cost();

    const refreshSeconds = later.taskSeconds - before.taskSeconds;
    await page.screenshot({ path: `${pictures}/${wallboard}-3600.png` });
    t.diagnostic(
      `drawn after ${drawnMs} ms with ${drawn.taskSeconds.toFixed(2)} s of the main thread, ` +
        `refresh ${refreshSeconds.toFixed(2)} s, heap ${Math.round(later.heapBytes / 1e6)} MB, ` +
        `${later.domNodes} nodes`,
    );
    const tiles = page.locator('[data-testid="viz-tiles"] a');
    assert.equal(await tiles.count(), limits.hospitals);
    assert.equal(await tiles.nth(9).getAttribute('aria-label'), '示例9院: 停机');
    assert.match(
      (await tiles.nth(9).getAttribute('href')) ?? '',
      /var-hospital=10000009&from=now-5m/,
    );
    assert.ok(later.heapBytes < limits.heapBytes, `the heap holds ${later.heapBytes} bytes`);
    assert.deepEqual(complaints(), []);
  });
});

import type { Page } from 'playwright-core';
import type { PanelReport } from '../../../console/tools/inspection/panel-report.ts';
import { inspectPanels, waitingPanels } from './inspection.ts';

export interface BoardAddress {
  /** E.g. http://127.0.0.1:8440 */
  readonly baseUrl: string;
  readonly uid: string;
  readonly language?: 'zh-Hans' | 'en-US';
  readonly theme?: 'dark' | 'light';
  readonly isKiosk?: boolean;
  /** More of the address, e.g. `{ 'var-hospital': '99010001', from: 'now-15m' }`. */
  readonly search?: Readonly<Record<string, string>>;
}

export interface OpenedBoard {
  readonly panels: readonly PanelReport[];
  /** From navigation until the frame after the last answer. */
  readonly drawnMs: number;
}

const patienceMs = 30_000;

/** Opens a board and waits until every question has its answer and one more frame is painted. */
export async function openBoard(page: Page, address: BoardAddress): Promise<OpenedBoard> {
  await page.goto(boardUrl(address), { waitUntil: 'commit' });
  await settle(page);
  const drawnMs = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        setTimeout(() => resolve(Math.round(performance.now())));
      }),
  );
  return { panels: await inspectPanels(page), drawnMs };
}

export function boardUrl({ baseUrl, uid, language, theme, isKiosk, search }: BoardAddress): string {
  const query = new URLSearchParams({
    ...(language ? { lang: language } : {}),
    ...(theme ? { theme } : {}),
    ...search,
  });
  const kiosk = isKiosk ? '&kiosk' : '';
  return `${baseUrl}/d/${uid}?${query}${kiosk}`;
}

/** The panels once nothing is under way any more; throws with those that still are after half a minute. */
export async function settledPanels(page: Page): Promise<readonly PanelReport[]> {
  await settle(page);
  return inspectPanels(page);
}

async function settle(page: Page): Promise<void> {
  const until = Date.now() + patienceMs;
  for (;;) {
    // A page that is just being left answers no question.
    const waiting = await waitingPanels(page).catch(() => ['no page']);
    if (waiting.length === 0) return;
    if (Date.now() > until) throw new Error(`still waiting: ${waiting.join(', ')}`);
    await page.waitForTimeout(50);
  }
}

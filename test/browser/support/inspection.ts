import { buildSync } from 'esbuild';
import type { Page } from 'playwright-core';
import type { PanelReport } from '../../../console/tools/inspection/panel-report.ts';

let bundled: string | undefined;

/** What the panels on the screen are and hold. */
export async function inspectPanels(page: Page): Promise<readonly PanelReport[]> {
  return (await ask(page, 'inspectPanels()')) as readonly PanelReport[];
}

/** What has no answer yet, in words. */
export async function waitingPanels(page: Page): Promise<readonly string[]> {
  return (await ask(page, 'waitingPanels()')) as readonly string[];
}

/** Through the debugger's door: the page's own policy allows no script but the console's. */
async function ask(page: Page, question: string): Promise<unknown> {
  const isThere = await page.evaluate('"inspectPanels" in globalThis');
  bundled ??= bundle();
  if (!isThere) await page.evaluate(bundled);
  return page.evaluate(question);
}

/** The part that runs in the page is typed and bundled beside the console, for it knows scenes and the DOM. */
function bundle(): string {
  const { outputFiles } = buildSync({
    entryPoints: ['console/tools/inspection/inspect-panels.ts'],
    bundle: true,
    format: 'iife',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

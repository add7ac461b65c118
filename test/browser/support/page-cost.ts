import type { Page } from 'playwright-core';

export interface PageCost {
  readonly heapBytes: number;
  readonly domNodes: number;
  /** Time that the main thread has worked since the page was opened. */
  readonly taskSeconds: number;
}

/** What a page holds after a collection of garbage, and what it has worked. */
export async function pageCost(page: Page): Promise<PageCost> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('Performance.enable');
  const { metrics } = await devtools.send('Performance.getMetrics');
  await devtools.detach();
  const value = (name: string) =>
    metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return {
    heapBytes: value('JSHeapUsedSize'),
    domNodes: value('Nodes'),
    taskSeconds: value('TaskDuration'),
  };
}

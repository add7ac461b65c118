import type { Page } from 'playwright-core';

export interface PageCost {
  readonly heapBytes: number;
  readonly domNodes: number;
  /** Processor time of the main thread since the watch began. */
  readonly taskSeconds: number;
}

/** Watches what a page holds and works; each call tells the present, after a collection of garbage. */
export async function watchCost(page: Page): Promise<() => Promise<PageCost>> {
  const devtools = await page.context().newCDPSession(page);
  // Time on the processor, whatever else the machine does meanwhile.
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    const value = (name: string) =>
      metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
    const taskSeconds = value('TaskDuration');
    await devtools.send('HeapProfiler.collectGarbage');
    const collected = (await devtools.send('Performance.getMetrics')).metrics;
    return {
      taskSeconds,
      domNodes: value('Nodes'),
      heapBytes: collected.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN,
    };
  };
}

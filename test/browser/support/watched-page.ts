import type { Browser, Page } from 'playwright-core';

export interface WatchedPage {
  readonly page: Page;
  /** Page errors, console errors, failed requests and answers of 400 and more, each once with its count. */
  complaints(): readonly string[];
  /** Forgets them: for tests that break something on purpose. */
  forgive(): void;
}

interface Look {
  readonly width?: number;
  readonly height?: number;
}

/** A page of the size of a wall screen, in a browser of its own preferences, that remembers every complaint. */
export async function watchedPage(
  browser: Browser,
  { width = 1920, height = 1080 }: Look = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  const page = await context.newPage();
  const counts = new Map<string, number>();
  const complain = (text: string): void => {
    counts.set(text, (counts.get(text) ?? 0) + 1);
  };
  page.on('console', (message) => {
    if (message.type() === 'error') complain(`console: ${message.text().slice(0, 300)}`);
  });
  page.on('pageerror', (error) => complain(`page error: ${error.message.slice(0, 500)}`));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText;
    // A refresh or another choice gives up the questions before it.
    if (reason !== 'net::ERR_ABORTED') complain(`failed: ${short(request.url())} ${reason}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) complain(`${response.status()} ${short(response.url())}`);
  });
  return {
    page,
    complaints: () => [...counts].map(([text, times]) => `${times}x ${text}`),
    forgive: () => counts.clear(),
  };
}

function short(url: string): string {
  return url.slice(0, 200);
}

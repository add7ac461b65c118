/** What is counted at every scrape. It stands on the page itself: a registry is written only when something else has changed. */
export interface ScrapeCounts {
  /** By status code; all that can come are there from the start. */
  readonly answered: Record<'200' | '400' | '500' | '503', number>;
  coalesced: number;
}

export function newScrapeCounts(): ScrapeCounts {
  return { answered: { '200': 0, '400': 0, '500': 0, '503': 0 }, coalesced: 0 };
}

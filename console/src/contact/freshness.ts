import type { Contact } from './contact.ts';

/** How old the picture is, in one word that has a color and a text. */
export type Freshness =
  | { readonly level: 'waiting' }
  /** The center answers, but nobody has recorded how old the samples are: that is no health. */
  | { readonly level: 'unknown' }
  | { readonly level: 'fresh' | 'old' | 'stale'; readonly ageSeconds: number }
  | { readonly level: 'lost'; readonly ageSeconds: number; readonly sinceMs: number };

/** A scrape of 15 s that failed once is no news; beyond this the age is shown in orange. */
const oldAfterSeconds = 60;
/** Beyond this the picture is grayed: what is old must look old. */
const staleAfterSeconds = 120;

/** The age of what is on the screen at `nowMs`: the age of the newest sample plus the time since it was asked. */
export function freshness(contact: Contact, nowMs: number): Freshness {
  switch (contact.state) {
    case 'waiting':
      return { level: 'waiting' };
    case 'lost': {
      const { sinceMs } = contact;
      return { level: 'lost', sinceMs, ageSeconds: secondsBetween(sinceMs, nowMs) };
    }
    case 'answering': {
      const { age } = contact;
      if (!age) return { level: 'unknown' };
      const ageSeconds = age.seconds + secondsBetween(age.atMs, nowMs);
      return { level: level(ageSeconds), ageSeconds };
    }
    default:
      return contact satisfies never;
  }
}

/** Whether the picture must be grayed. */
export function isGrayed({ level }: Freshness): boolean {
  return level === 'stale' || level === 'lost';
}

function level(ageSeconds: number): 'fresh' | 'old' | 'stale' {
  if (ageSeconds > staleAfterSeconds) return 'stale';
  return ageSeconds > oldAfterSeconds ? 'old' : 'fresh';
}

function secondsBetween(fromMs: number, toMs: number): number {
  return Math.max(0, (toMs - fromMs) / 1000);
}

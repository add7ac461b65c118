import type { Contact } from '../contact/contact.ts';
import type { Freshness } from '../contact/freshness.ts';
import type { Texts } from '../i18n/texts.ts';

/** A clock that is off by more makes ranges and ages wrong. */
const tolerableMs = 20_000;

/** The sentence of the banner, or nothing while the picture is true. */
export function bannerSentence(
  fresh: Freshness,
  texts: Texts,
  clock: (ms: number) => string,
): string | undefined {
  switch (fresh.level) {
    case 'lost':
      return texts.lost(clock(fresh.sinceMs), texts.duration(fresh.ageSeconds));
    case 'stale':
      return texts.stale(texts.duration(fresh.ageSeconds));
    default:
      return undefined;
  }
}

/** Says when the clock of this screen is wrong by more than anybody would tolerate. */
export function clockSentence(contact: Contact, texts: Texts): string | undefined {
  const aheadMs = contact.state === 'answering' ? contact.clockAheadMs : undefined;
  if (aheadMs === undefined || Math.abs(aheadMs) < tolerableMs) return undefined;
  const duration = texts.duration(Math.abs(aheadMs) / 1000);
  return aheadMs > 0 ? texts.clockAhead(duration) : texts.clockBehind(duration);
}

/** What a text costs on the air. */
export interface SmsLength {
  readonly encoding: 'GSM-7' | 'UCS-2';
  /** GSM septets, or UTF-16 code units. */
  readonly units: number;
  /** Short messages that the network makes of it; 0 for an empty text. */
  readonly parts: number;
}

// 3GPP TS 23.038, default alphabet; the second table takes an escape and therefore two septets.
const gsm7 =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const gsm7Escaped = '^{}\\[~]|€\f';
const septetsOf = new Map<string, number>([
  ...[...gsm7].map((letter) => [letter, 1] as const),
  ...[...gsm7Escaped].map((letter) => [letter, 2] as const),
]);

const limits = {
  'GSM-7': { single: 160, part: 153 },
  'UCS-2': { single: 70, part: 67 },
} as const;

/** One character outside the GSM alphabet, such as a Chinese one, makes the whole text UCS-2: 70 units, or parts of 67. */
export function smsLength(text: string): SmsLength {
  let septets = 0;
  for (const letter of text) {
    const more = septetsOf.get(letter);
    if (more === undefined) return lengthIn('UCS-2', text.length);
    septets += more;
  }
  return lengthIn('GSM-7', septets);
}

function lengthIn(encoding: SmsLength['encoding'], units: number): SmsLength {
  const { single, part } = limits[encoding];
  return { encoding, units, parts: units <= single ? Math.min(units, 1) : Math.ceil(units / part) };
}

/**
 * The text cut to so many UTF-16 units, with an ellipsis in place of what went: between Latin words where
 * that costs little, and never within a surrogate pair.
 */
export function shorten(text: string, maxUnits: number): string {
  if (text.length <= maxUnits) return text;
  if (maxUnits <= 0) return '';
  let cut = text.slice(0, maxUnits - 1);
  if (!cut.isWellFormed()) cut = cut.slice(0, -1);
  const word =
    /[a-z]$/i.test(cut) && /^[a-z]/i.test(text.slice(cut.length)) ? cut.lastIndexOf(' ') : -1;
  if (word >= maxUnits / 2) cut = cut.slice(0, word);
  return `${cut.replace(/[\s,，]+$/, '')}…`;
}

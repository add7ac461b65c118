const single = 70;
const chained = 67;

/**
 * Length and parts of a short message as Chinese operators bill it: every character counts one, the signature too; up to
 * 70 are one message, a longer text is cut into parts of 67. UCS-2 has no characters above U+FFFF: an emoji counts two.
 */
export function smsLength(text: string): { readonly characters: number; readonly parts: number } {
  const characters = text.length;
  return { characters, parts: characters <= single ? 1 : Math.ceil(characters / chained) };
}

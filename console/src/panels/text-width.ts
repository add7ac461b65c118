const firstWideChar = 0x2e80;

/** Pixels that a text of 12 px takes, about: a Chinese character is nearly twice as wide as a letter. */
export function textWidth(text: string): number {
  let width = 0;
  for (const char of text) width += (char.codePointAt(0) ?? 0) >= firstWideChar ? 12.5 : 7.7;
  return width;
}

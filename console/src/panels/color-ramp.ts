// Sequential palettes of ColorBrewer (Apache-2.0), nine classes each.
const palettes = {
  Oranges: 'fff5eb fee6ce fdd0a2 fdae6b fd8d3c f16913 d94801 a63603 7f2704',
  Blues: 'f7fbff deebf7 c6dbef 9ecae1 6baed6 4292c6 2171b5 08519c 08306b',
} as const;

type Rgb = readonly [red: number, green: number, blue: number];

/** A color for each share from 0 to 1; dark grounds take the palette from its dark end. */
export function colorRamp(scheme: string | undefined, isDark: boolean): (share: number) => string {
  const classes = palettes[isPalette(scheme) ? scheme : 'Blues'].split(' ').map(rgb);
  if (isDark) classes.reverse();
  return (share) => {
    const at = Math.min(1, Math.max(0, share)) * (classes.length - 1);
    const i = Math.min(classes.length - 2, Math.floor(at));
    return mixed(classes[i] ?? black, classes[i + 1] ?? black, at - i);
  };
}

const black: Rgb = [0, 0, 0];

function isPalette(scheme: string | undefined): scheme is keyof typeof palettes {
  return scheme !== undefined && scheme in palettes;
}

function rgb(hex: string): Rgb {
  const byte = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  return [byte(0), byte(2), byte(4)];
}

function mixed(low: Rgb, high: Rgb, share: number): string {
  const channel = (i: 0 | 1 | 2) => Math.round(low[i] + (high[i] - low[i]) * share);
  return `rgb(${channel(0)},${channel(1)},${channel(2)})`;
}

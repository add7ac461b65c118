const zero = 48;
const point = 46;
const billion = 1_000_000_000;
const maxInt32 = 2_147_483_647;

/** Longest text of a double: -1.7976931348623157e+308. */
export const maxFieldBytes = 24;

/**
 * Writes a number so that it ends before `end`, and returns where it starts. The text reads back as
 * exactly the same double. Whole numbers and decimals of up to nine places, that is nearly all
 * values of a machine, are written digit by digit without making a string.
 */
export function writeNumber(page: Uint8Array, end: number, value: number): number {
  if (value >= 0 && value <= Number.MAX_SAFE_INTEGER) {
    if (Math.floor(value) === value) return writeInteger(page, end, value);
    for (let scale = 10, places = 1; scale <= billion; scale *= 10, places++) {
      const scaled = Math.round(value * scale);
      // A quotient of two whole numbers is the double nearest to that decimal: it reads back the same.
      if (scaled / scale === value && scaled <= Number.MAX_SAFE_INTEGER) {
        return writeDecimal(page, end, { scaled, scale, places });
      }
    }
  }
  return writeText(page, end, textOf(value));
}

function writeInteger(page: Uint8Array, end: number, value: number): number {
  let at = end;
  let rest = value;
  while (rest > maxInt32) {
    const high = Math.floor(rest / billion);
    at = writeDigits(page, at, { value: (rest - high * billion) | 0, width: 9 });
    rest = high;
  }
  return writeInt32(page, at, rest | 0);
}

/** 32-bit division is several times faster than that of doubles. */
function writeInt32(page: Uint8Array, end: number, value: number): number {
  let at = end;
  let rest = value;
  do {
    const tenth = (rest / 10) | 0;
    page[--at] = zero + (rest - tenth * 10);
    rest = tenth;
  } while (rest > 0);
  return at;
}

function writeDecimal(
  page: Uint8Array,
  end: number,
  { scaled, scale, places }: { scaled: number; scale: number; places: number },
): number {
  const whole = Math.floor(scaled / scale);
  const point_ = writeDigits(page, end, { value: (scaled - whole * scale) | 0, width: places });
  page[point_ - 1] = point;
  return writeInteger(page, point_ - 1, whole);
}

/** Exactly `width` digits, zeros in front. */
function writeDigits(
  page: Uint8Array,
  end: number,
  { value, width }: { value: number; width: number },
): number {
  let rest = value;
  const start = end - width;
  for (let at = end - 1; at >= start; at--) {
    const tenth = (rest / 10) | 0;
    page[at] = zero + (rest - tenth * 10);
    rest = tenth;
  }
  return start;
}

function writeText(page: Uint8Array, end: number, text: string): number {
  const start = end - text.length;
  for (let i = 0; i < text.length; i++) page[start + i] = text.charCodeAt(i);
  return start;
}

/** As the text format spells what is not a finite number. */
function textOf(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Number.POSITIVE_INFINITY) return '+Inf';
  return value === Number.NEGATIVE_INFINITY ? '-Inf' : String(value);
}

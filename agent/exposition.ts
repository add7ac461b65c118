import type { Section } from './section.ts';

/** What the agent always answers: padding blanks are legal in text 0.0.4 and not in OpenMetrics. */
export const contentType = 'text/plain; version=0.0.4; charset=utf-8';

/** Puts sections and the registry's text together in one buffer that is used again and again. */
export class Page {
  /** Size and series of the page joined last. */
  bytes = 0;
  series = 0;
  #room: Buffer = Buffer.allocUnsafeSlow(64 * 1024);

  /** The result is valid until the next join. */
  join(sections: readonly Section[], tail: string): Buffer {
    const shown = sections.filter((section) => section.shown);
    const tailBytes = Buffer.byteLength(tail);
    this.#makeRoom(shown.reduce((sum, { bytes }) => sum + bytes.length, tailBytes));
    let at = 0;
    for (const { bytes } of shown) {
      this.#room.set(bytes, at);
      at += bytes.length;
    }
    at += this.#room.write(tail, at, 'utf8');
    this.bytes = at;
    this.series = shown.reduce((sum, { series }) => sum + series, 0);
    return this.#room.subarray(0, at);
  }

  #makeRoom(size: number): void {
    if (size <= this.#room.length) return;
    this.#room = Buffer.allocUnsafeSlow(Math.ceil(size / 16_384) * 16_384 * 2);
  }
}

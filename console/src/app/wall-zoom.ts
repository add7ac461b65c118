interface Screen {
  readonly width: number;
  readonly height: number;
}

/** The screen for which the wallboard is laid out. */
const designed: Screen = { width: 1920, height: 1080 };

/** How much larger or smaller than designed a wall is drawn, so that it fills the screen and nothing needs scrolling. */
export function wallZoom({ width, height }: Screen): number {
  const zoom = Math.min(width / designed.width, height / designed.height);
  // A browser's bars take a little of the height; a wall that is one percent smaller only looks blurred.
  return Math.abs(zoom - 1) < 0.04 ? 1 : Math.round(zoom * 1000) / 1000;
}

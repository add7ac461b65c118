/** What a browser test learns of one panel: its state in the scene and the ink inside its content. */
export interface PanelReport {
  readonly id: number;
  readonly title: string;
  readonly type: string;
  readonly hasQueries: boolean;
  /** A text without content holds a place open. */
  readonly isFiller: boolean;
  /** Of the data: Loading, Done, Error; undefined before the first question. */
  readonly state: string | undefined;
  readonly frames: number;
  readonly rows: number;
  /** Numbers that are neither missing nor NaN, and texts. */
  readonly values: number;
  readonly error: string | undefined;
  readonly isDrawn: boolean;
  readonly saysNoData: boolean;
  readonly showsFailure: boolean;
  /** Saturated pixels on canvases: axes and grid are gray even over an empty plot. */
  readonly pixels: number;
  readonly shapes: number;
  readonly letters: number;
  readonly boxes: number;
}

import {
  type DataFrame,
  dateTimeFormat,
  type Field,
  formattedValueToString,
  type GrafanaTheme2,
  getValueFormat,
  type PanelProps,
} from '@grafana/data';
import { colorRamp } from './color-ramp.ts';
import type { HeatmapOptions } from './panel-options.ts';
import { stepMs } from './state-blocks.ts';
import { tickFormat, timeTicks } from './time-ticks.ts';

interface Picture {
  readonly panel: PanelProps<HeatmapOptions>;
  readonly frame: DataFrame;
  readonly theme: GrafanaTheme2;
}

/** What the parts of the picture have in common. Lengths in CSS pixels. */
interface Plot {
  readonly times: readonly number[];
  readonly stepMs: number;
  readonly buckets: readonly Field[];
  readonly most: number;
  readonly width: number;
  readonly height: number;
  readonly rowHeight: number;
  readonly x: (ms: number) => number;
  readonly color: (share: number) => string;
}

const left = 50;
const below = 38;
const roomPerTick = 80;

/** Cells, bounds of the buckets, times, and a scale of colors. */
export function drawHeatmap(context: CanvasRenderingContext2D, picture: Picture): void {
  const plot = plotOf(picture);
  const { theme } = picture;
  context.font = `12px ${theme.typography.fontFamily}`;
  drawCells(context, plot, picture.panel.options.cellGap ?? 1);
  context.fillStyle = theme.colors.text.primary;
  drawBounds(context, plot, picture.panel.options.yAxis.unit ?? 'short');
  drawTimes(context, plot, picture.panel);
  drawScale(context, plot, theme.colors.text.secondary);
}

function plotOf({ panel, frame, theme }: Picture): Plot {
  const [time, ...buckets] = frame.fields;
  const times: readonly number[] = time?.values ?? [];
  const from = panel.timeRange.from.valueOf();
  const to = panel.timeRange.to.valueOf();
  const width = panel.width - left - 4;
  const height = panel.height - below;
  return {
    times,
    stepMs: stepMs(times, time?.config.interval),
    buckets,
    most: largest(buckets),
    width,
    height,
    rowHeight: height / buckets.length,
    x: (ms) => left + ((ms - from) / (to - from)) * width,
    color: colorRamp(panel.options.color.scheme, theme.isDark),
  };
}

function largest(buckets: readonly Field<number | null>[]): number {
  let most = 0;
  for (const { values } of buckets) for (const count of values) most = Math.max(most, count ?? 0);
  return most;
}

function drawCells(context: CanvasRenderingContext2D, plot: Plot, gap: number): void {
  for (const [row, bucket] of plot.buckets.entries()) {
    const top = plot.height - (row + 1) * plot.rowHeight;
    for (const [i, ms] of plot.times.entries()) {
      const count: number | null = bucket.values[i];
      const right = plot.x(ms);
      if (!count || right < left) continue;
      const from = Math.max(left, plot.x(ms - plot.stepMs)); // a sample tells of the step before it
      context.fillStyle = plot.color(Math.sqrt(count / plot.most));
      context.fillRect(from, top, Math.max(1, right - from - gap), plot.rowHeight - gap);
    }
  }
}

function drawBounds(context: CanvasRenderingContext2D, plot: Plot, unit: string): void {
  const format = getValueFormat(unit);
  context.textAlign = 'right';
  for (const [row, bucket] of plot.buckets.entries()) {
    const bound = bucket.labels?.le ?? bucket.name;
    // Grafana's own writes "2 mins", in any language.
    const finite = formattedValueToString(format(Number(bound))).replace('mins', 'min');
    const text = bound === '+Inf' ? '∞' : finite;
    context.fillText(text, left - 6, Math.max(11, plot.height - (row + 1) * plot.rowHeight + 4));
  }
}

function drawTimes(
  context: CanvasRenderingContext2D,
  plot: Plot,
  { timeRange, timeZone }: PanelProps<HeatmapOptions>,
): void {
  const span = { fromMs: timeRange.from.valueOf(), toMs: timeRange.to.valueOf() };
  const most = plot.width / roomPerTick;
  const format = tickFormat(span, most);
  context.textAlign = 'center';
  for (const ms of timeTicks(span, most)) {
    context.fillText(dateTimeFormat(ms, { timeZone, format }), plot.x(ms), plot.height + 14);
  }
}

function drawScale(context: CanvasRenderingContext2D, plot: Plot, color: string): void {
  const y = plot.height + below - 14;
  for (let i = 0; i < 128; i++) {
    context.fillStyle = plot.color(i / 127);
    context.fillRect(left + i, y, 1.5, 6);
  }
  context.fillStyle = color;
  context.fillText('0', left - 10, y + 6);
  context.fillText(plot.most.toFixed(0), left + 145, y + 6);
}

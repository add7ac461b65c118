// Heatmap of ready-made buckets: only in Grafana's core, so drawn here.
import type { DataFrame, PanelProps } from '@grafana/data';
import { useTheme2 } from '@grafana/ui';
import { useEffect, useRef } from 'react';
import { drawHeatmap } from './heatmap-drawing.ts';
import type { HeatmapOptions } from './panel-options.ts';

export function HeatmapPanel(panel: PanelProps<HeatmapOptions>) {
  const ref = useRef<HTMLCanvasElement>(null);
  const theme = useTheme2();
  const { width, height, title } = panel;
  useEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext('2d');
    const frame = panel.data.series[0];
    if (!canvas || !context || !frame) return;
    canvas.width = width * devicePixelRatio;
    canvas.height = height * devicePixelRatio;
    context.scale(devicePixelRatio, devicePixelRatio);
    drawHeatmap(context, { panel, frame, theme });
  });
  return (
    <canvas
      ref={ref}
      data-testid="viz-heatmap"
      style={{ width, height }}
      role="img"
      aria-label={title}
    />
  );
}

/** A time field and at least one bucket. */
export function hasNoBuckets(frames: readonly DataFrame[]): boolean {
  return (frames[0]?.fields.length ?? 0) < 2;
}

// State timeline and status history: only in Grafana's core, so drawn here.
import {
  type DataFrame,
  FieldType,
  formattedValueToString,
  type GrafanaTheme2,
  getDisplayProcessor,
  getFieldDisplayName,
  type PanelProps,
} from '@grafana/data';
import { useTheme2 } from '@grafana/ui';
import type { TimelineOptions } from './panel-options.ts';
import { stateBlocks, stepMs } from './state-blocks.ts';
import { textWidth } from './text-width.ts';
import { TimeAxis } from './time-axis.tsx';
import { timeFrames } from './time-frames.ts';
import { type StateRow, TimelineLegend, TimelineRow } from './timeline-row.tsx';

const axisHeight = 20;
const legendHeight = 22;

export function StateTimelinePanel(panel: PanelProps<TimelineOptions>) {
  return <Timeline panel={panel} isMerged={panel.options.mergeValues !== false} />;
}

export function StatusHistoryPanel(panel: PanelProps<TimelineOptions>) {
  return <Timeline panel={panel} isMerged={false} />;
}

interface TimelineProps {
  readonly panel: PanelProps<TimelineOptions>;
  readonly isMerged: boolean;
}

function Timeline({ panel, isMerged }: TimelineProps) {
  const theme = useTheme2();
  const { width, height, timeRange, timeZone, options, data } = panel;
  const span = { fromMs: timeRange.from.valueOf(), toMs: timeRange.to.valueOf() };
  const rows = rowsOf(data.series, isMerged, theme);
  const hasLegend = options.legend.showLegend !== false;
  const left = Math.min(width * 0.3, Math.max(...rows.map(({ name }) => textWidth(name))) + 12);
  const plotHeight = height - axisHeight - (hasLegend ? legendHeight : 0);
  const plot = { left, width: width - left - 4, rowHeight: plotHeight / rows.length };
  const states = new Map(rows.flatMap((row) => row.blocks.map(({ text, color }) => [text, color])));
  return (
    <svg
      width={width}
      height={height}
      data-testid="viz-timeline"
      fontFamily={theme.typography.fontFamily}
      fontSize={12}
      role="img"
      aria-label={rows.map(({ name, blocks }) => `${name}: ${blocks.at(-1)?.text}`).join(', ')}
    >
      {rows.map((row, i) => (
        <TimelineRow
          key={row.name}
          row={row}
          middle={plot.rowHeight * (i + 0.5)}
          {...{ plot, span, options, theme, timeZone, isMerged }}
        />
      ))}
      <TimeAxis
        {...{ span, left, timeZone }}
        width={plot.width}
        y={plotHeight + 14}
        color={theme.colors.text.primary}
      />
      {hasLegend && <TimelineLegend states={states} y={height - 8} theme={theme} />}
    </svg>
  );
}

function rowsOf(series: DataFrame[], isMerged: boolean, theme: GrafanaTheme2): StateRow[] {
  return timeFrames(series).flatMap((frame) => {
    const time = frame.fields.find(({ type }) => type === FieldType.time);
    if (!time) return [];
    const step = stepMs(time.values, time.config.interval);
    return frame.fields
      .filter((field) => field !== time)
      .map((field) => {
        const display = field.display ?? getDisplayProcessor({ field, theme });
        const show = (value: unknown) => {
          const shown = display(value);
          return {
            text: formattedValueToString(shown),
            color: shown.color ?? theme.colors.text.disabled,
          };
        };
        const samples = { times: time.values, values: field.values, stepMs: step };
        const name = getFieldDisplayName(field, frame, series);
        return { name, blocks: stateBlocks(samples, { show, isMerged }) };
      });
  });
}

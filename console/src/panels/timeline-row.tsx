import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import type { TimelineOptions } from './panel-options.ts';
import type { StateBlock } from './state-blocks.ts';
import { textWidth } from './text-width.ts';
import type { Span } from './time-ticks.ts';

export interface StateRow {
  readonly name: string;
  readonly blocks: readonly StateBlock[];
}

interface Plot {
  readonly left: number;
  readonly width: number;
  readonly rowHeight: number;
}

interface TimelineRowProps {
  readonly row: StateRow;
  readonly middle: number;
  readonly plot: Plot;
  readonly span: Span;
  readonly options: TimelineOptions;
  readonly theme: GrafanaTheme2;
  readonly timeZone: string;
  readonly isMerged: boolean;
}

/** One subject: its name and the blocks of its states. */
export function TimelineRow(props: TimelineRowProps) {
  const { row, middle, plot, span, options, theme, timeZone, isMerged } = props;
  const { fromMs, toMs } = span;
  const x = (ms: number) =>
    plot.left + ((Math.max(fromMs, Math.min(toMs, ms)) - fromMs) / (toMs - fromMs)) * plot.width;
  const height = plot.rowHeight * options.rowHeight;
  return (
    <g>
      <text x={plot.left - 8} y={middle + 4} textAnchor="end" fill={theme.colors.text.primary}>
        {row.name}
      </text>
      {row.blocks.map((block) => {
        const left = x(block.fromMs);
        const width = Math.max(0.5, x(block.toMs) - left - (isMerged ? 0 : 1));
        const hasText = options.showValue !== 'never' && width > textWidth(block.text) + 8;
        const when = dateTimeFormat(block.fromMs, { timeZone });
        return (
          <g key={block.fromMs}>
            <rect x={left} y={middle - height / 2} width={width} height={height} fill={block.color}>
              <title>{`${row.name}: ${block.text}, ${when}`}</title>
            </rect>
            {hasText && (
              <text x={left + 4} y={middle + 4} fill={theme.colors.getContrastText(block.color)}>
                {block.text}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

interface LegendProps {
  /** Color by state. */
  readonly states: ReadonlyMap<string, string>;
  readonly y: number;
  readonly theme: GrafanaTheme2;
}

const mostStates = 12;

export function TimelineLegend({ states, y, theme }: LegendProps) {
  let x = 10;
  return (
    <g>
      {[...states].slice(0, mostStates).map(([text, color]) => {
        const left = x;
        x += textWidth(text) + 38;
        return (
          <g key={text} transform={`translate(${left},${y})`}>
            <rect width={14} height={4} y={-6} rx={2} fill={color} />
            <text x={18} fill={theme.colors.text.primary}>
              {text}
            </text>
          </g>
        );
      })}
    </g>
  );
}

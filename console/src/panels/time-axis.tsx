import { dateTimeFormat } from '@grafana/data';
import { type Span, tickFormat, timeTicks } from './time-ticks.ts';

interface TimeAxisProps {
  readonly span: Span;
  readonly left: number;
  readonly width: number;
  readonly y: number;
  readonly timeZone: string;
  readonly color: string;
}

const roomPerTick = 80;
const halfText = 26;

/** Round times below a plot of SVG. */
export function TimeAxis({ span, left, width, y, timeZone, color }: TimeAxisProps) {
  const { fromMs, toMs } = span;
  const most = Math.max(2, width / roomPerTick);
  const format = tickFormat(span, most);
  return (
    <g textAnchor="middle" fontSize={12} fill={color}>
      {timeTicks(span, most).map((ms) => {
        const share = (ms - fromMs) / (toMs - fromMs);
        // The last one would be cut at the edge.
        const anchor = (1 - share) * width < halfText ? 'end' : undefined;
        return (
          <text key={ms} x={left + share * width} y={y} textAnchor={anchor}>
            {dateTimeFormat(ms, { timeZone, format })}
          </text>
        );
      })}
    </g>
  );
}

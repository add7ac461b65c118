import { useTheme2 } from '@grafana/ui';
import { textWidth } from './text-width.ts';
import type { StateCount } from './tile-groups.ts';

const largest = 16;
/** Of the colored square and the space behind a text, by the size of the letters. */
const squareShare = 1.3;
const spaceShare = 1.6;

interface TileLegendProps {
  readonly counts: readonly StateCount[];
  /** In pixels; smaller letters where many states must stand side by side. */
  readonly width: number;
}

/** How many hospitals are in which state: the words beside the colors. */
export function TileLegend({ counts, width }: TileLegendProps) {
  const theme = useTheme2();
  const widths = counts.map(
    ({ state, count }) => textWidth(`${state} ${count}`) / 12 + squareShare + spaceShare,
  );
  const all = widths.reduce((sum, one) => sum + one, 0) - spaceShare;
  const size = Math.min(largest, width / Math.max(1, all));
  let next = 0;
  return (
    <g fontSize={size} fill={theme.colors.text.primary} transform="translate(8,16)">
      {counts.map(({ state, color, count }, i) => {
        const left = next;
        next += (widths[i] ?? 0) * size;
        return (
          <g key={state} transform={`translate(${left},0)`}>
            <rect y={-0.8 * size} width={0.9 * size} height={0.9 * size} rx={3} fill={color} />
            <text x={squareShare * size}>
              {state} <tspan fontWeight={500}>{count}</tspan>
            </text>
          </g>
        );
      })}
    </g>
  );
}

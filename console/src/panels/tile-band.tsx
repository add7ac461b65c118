import { useTheme2 } from '@grafana/ui';
import { memo, useState } from 'react';
import type { Tile, TileGroup } from './tile-groups.ts';
import { type TileLayout, tileSpot } from './tile-layout.ts';
import { leading, nameLines, stateShare, type Writing } from './tile-writing.ts';

interface TileBandProps {
  readonly group: TileGroup;
  /** Which of the map's bands this is. */
  readonly index: number;
  readonly layout: TileLayout;
  readonly labelWidth: number;
  readonly writing: Writing | undefined;
  /** The tile of this band that the tabulator reaches; any other number for none. */
  readonly focused: number;
}

/** A district: its name and its hospitals. A cut line is seen as a band, not as confetti. */
export function TileBand(props: TileBandProps) {
  const { group, index, layout, labelWidth, writing, focused } = props;
  const theme = useTheme2();
  const { cellWidth, cellHeight, columns, tops } = layout;
  const height = Math.ceil(group.tiles.length / columns) * cellHeight;
  const gap = cellWidth > 20 ? 3 : 1;
  return (
    <g>
      {labelWidth > 0 && height > 14 && (
        <text
          x={-8}
          y={(tops[index] ?? 0) + height / 2 + 6}
          textAnchor="end"
          fontSize={16}
          fill={theme.colors.text.secondary}
        >
          {group.label}
        </text>
      )}
      {group.tiles.map((tile, i) => {
        const { x, y } = tileSpot(layout, index, i);
        const size = { width: cellWidth - gap, height: cellHeight - gap };
        return (
          <TileShape
            key={tile.code}
            {...tile}
            {...size}
            {...{ x, y }}
            isFocusable={i === focused}
            writing={writing}
            textColor={theme.colors.getContrastText(tile.color)}
          />
        );
      })}
    </g>
  );
}

interface TileShapeProps extends Tile {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly isFocusable: boolean;
  /** Absent when there is no room for text. */
  readonly writing?: Writing;
  readonly textColor: string;
}

/** Redrawn only when its own hospital changes. */
const TileShape = memo(function TileShape(props: TileShapeProps) {
  const { name, state, color, href, x, y, width, height, isFocusable, writing, textColor } = props;
  const [firstState] = useState(state);
  const hasChanged = state !== firstState;
  const label = `${name}: ${state}`;
  const shape = (
    <>
      <rect
        key={state} // a new element for a new state: its arrival is shown once
        className={hasChanged ? 'tile-arrives' : undefined}
        {...{ x, y, width, height }}
        rx={Math.min(6, width / 8)}
        fill={color}
      />
      {writing !== undefined && (
        <TileText {...{ name, state, textColor, writing }} x={x + width / 2} y={y + height / 2} />
      )}
    </>
  );
  if (href === undefined) return <g aria-label={label}>{shape}</g>;
  return (
    <a href={href} aria-label={label} tabIndex={isFocusable ? 0 : -1}>
      {shape}
    </a>
  );
});

interface TileTextProps {
  readonly name: string;
  readonly state: string;
  readonly textColor: string;
  readonly x: number;
  readonly y: number;
  readonly writing: Writing;
}

function TileText({ name, state, textColor, x, y, writing }: TileTextProps) {
  const { size, lines } = writing;
  const parts = nameLines(name, lines);
  const lineHeight = size * leading;
  const top = y - (lineHeight * parts.length) / 2 + size * 0.4;
  return (
    <g fill={textColor} textAnchor="middle" pointerEvents="none">
      {parts.map((part, i) => (
        <text key={part} x={x} y={top + i * lineHeight} fontSize={size} fontWeight={500}>
          {part}
        </text>
      ))}
      <text x={x} y={top + parts.length * lineHeight} fontSize={size * stateShare} opacity={0.85}>
        {state}
      </text>
    </g>
  );
}

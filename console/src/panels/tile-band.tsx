import { useTheme2 } from '@grafana/ui';
import { memo } from 'react';
import { textWidth } from './text-width.ts';
import type { Tile, TileGroup } from './tile-groups.ts';
import { type TileLayout, tileSpot } from './tile-layout.ts';

interface TileBandProps {
  readonly group: TileGroup;
  /** Which of the map's bands this is. */
  readonly index: number;
  readonly layout: TileLayout;
  readonly labelWidth: number;
  /** The tile of this band that the tabulator reaches; any other number for none. */
  readonly focused: number;
}

/** A district: its name and its hospitals. A cut line is seen as a band, not as confetti. */
export function TileBand({ group, index, layout, labelWidth, focused }: TileBandProps) {
  const theme = useTheme2();
  const { cellWidth, cellHeight, columns, tops } = layout;
  const height = Math.ceil(group.tiles.length / columns) * cellHeight;
  const gap = cellWidth > 20 ? 3 : 1;
  return (
    <g>
      {labelWidth > 0 && height > 14 && (
        <text
          x={-8}
          y={(tops[index] ?? 0) + height / 2 + 5}
          textAnchor="end"
          fontSize={14}
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
            textColor={size.width > 56 ? theme.colors.getContrastText(tile.color) : undefined}
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
  readonly textColor?: string;
}

/** Redrawn only when its own hospital changes. */
const TileShape = memo(function TileShape(props: TileShapeProps) {
  const { name, state, color, href, x, y, width, height, isFocusable, textColor } = props;
  const label = `${name}: ${state}`;
  const shape = (
    <>
      <rect {...{ x, y, width, height }} rx={Math.min(6, width / 8)} fill={color}>
        <title>{label}</title>
      </rect>
      {textColor && height > 30 && (
        <TileText
          {...{ name, state, textColor }}
          x={x + width / 2}
          y={y + height / 2}
          {...{ width, height }}
        />
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
  readonly width: number;
  readonly height: number;
}

function TileText({ name, state, textColor, x, y, width, height }: TileTextProps) {
  const fit = (text: string, most: number) =>
    Math.min(most, ((width - 10) / textWidth(text)) * 12, height * 0.36);
  const nameSize = Math.max(11, fit(name, 18));
  return (
    <g fill={textColor} textAnchor="middle" pointerEvents="none">
      <text {...{ x, y }} dy={-2} fontSize={nameSize}>
        {name}
      </text>
      <text {...{ x, y }} dy={nameSize} fontSize={fit(state, 15)} opacity={0.85}>
        {state}
      </text>
    </g>
  );
}

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
  readonly nameSize: number | undefined;
  /** The tile of this band that the tabulator reaches; any other number for none. */
  readonly focused: number;
}

/** A district: its name and its hospitals. A cut line is seen as a band, not as confetti. */
export function TileBand(props: TileBandProps) {
  const { group, index, layout, labelWidth, nameSize, focused } = props;
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
            nameSize={nameSize}
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
  readonly nameSize?: number;
  readonly textColor: string;
}

/** Redrawn only when its own hospital changes. */
const TileShape = memo(function TileShape(props: TileShapeProps) {
  const { name, state, color, href, x, y, width, height, isFocusable, nameSize, textColor } = props;
  const label = `${name}: ${state}`;
  const shape = (
    <>
      <rect {...{ x, y, width, height }} rx={Math.min(6, width / 8)} fill={color}>
        <title>{label}</title>
      </rect>
      {nameSize !== undefined && (
        <TileText {...{ name, state, textColor, nameSize }} x={x + width / 2} y={y + height / 2} />
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
  readonly nameSize: number;
}

function TileText({ name, state, textColor, x, y, nameSize }: TileTextProps) {
  return (
    <g fill={textColor} textAnchor="middle" pointerEvents="none">
      <text {...{ x, y }} dy={-nameSize * 0.2} fontSize={nameSize} fontWeight={500}>
        {name}
      </text>
      <text {...{ x, y }} dy={nameSize * 1.15} fontSize={nameSize * 0.9} opacity={0.85}>
        {state}
      </text>
    </g>
  );
}

/** The size at which every name of a map fits into its tile; absent when that cannot be read. */
export function nameSizeFor(tiles: readonly Tile[], { cellWidth, cellHeight }: TileLayout) {
  const widest = Math.max(
    1,
    ...tiles.map(({ name, state }) => Math.max(textWidth(name), textWidth(state))),
  );
  const size = Math.min(18, ((cellWidth - 12) / widest) * 12, cellHeight * 0.34);
  return size < smallestText ? undefined : size;
}

const smallestText = 10.5;

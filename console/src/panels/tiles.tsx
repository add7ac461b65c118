// The stat of a whole city, one tile a hospital. Drawn by @grafana/ui's components it costs two seconds of the main
// thread for 1,800 hospitals, at every refresh.
import type { PanelProps } from '@grafana/data';
import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react';
import { useTexts } from '../i18n/texts-context.ts';
import { useDistrictNames } from './names-context.ts';
import type { StatOptions } from './panel-options.ts';
import { readTiles, rememberedLinks } from './read-tiles.ts';
import { textWidth } from './text-width.ts';
import { TileBand } from './tile-band.tsx';
import { countStates, groupTiles, type TileGroup } from './tile-groups.ts';
import { layOutTiles, neighbor, type Spot, tileSpot } from './tile-layout.ts';
import { TileLegend } from './tile-legend.tsx';
import { writingFor } from './tile-writing.ts';

const legendHeight = 26;
const padding = 8;
/** Up to here tiles are made wide enough for a name. */
const mostNamed = 120;
/** Grafana's own, where a board says nothing. */
const defaultLimit = 25;

export function Tiles({ panel }: { readonly panel: PanelProps<StatOptions> }) {
  const names = useDistrictNames();
  const texts = useTexts();
  const { width, height, data } = panel;
  const [links] = useState(rememberedLinks);
  const { limit = defaultLimit } = panel.options.reduceOptions;
  const { from, to } = panel.timeRange.raw;
  const groups = useMemo(() => {
    const [frame] = data.series;
    const linkOf = links(frame, `${window.location.search} ${from} ${to}`);
    const placed = frame ? readTiles(frame, { limit, linkOf }) : [];
    return groupTiles(placed, (district) => names[district] ?? district);
  }, [data.series, names, limit, from, to, links]);
  const tiles = groups.flatMap((group) => group.tiles);
  const labelWidth = labelRoom(groups);
  const layout = layOutTiles(
    groups.map(({ tiles }) => tiles.length),
    {
      width: width - 2 * padding - labelWidth,
      height: height - legendHeight - padding,
      gap: groups.length > 1 ? 5 : 0,
      aspect: tiles.length > mostNamed ? 1 : 1.6,
    },
  );
  const writing = writingFor(tiles, layout);
  const spots = groups.flatMap(({ tiles }, group) =>
    tiles.map((_tile, index) => tileSpot(layout, group, index)),
  );
  const { focused, onKeyDown, ref } = useArrowKeys(spots);
  let first = 0;
  return (
    <svg
      ref={ref}
      width={width}
      height={height}
      data-testid="viz-tiles"
      onKeyDown={onKeyDown}
      onPointerOver={addTooltip}
    >
      <title>{texts.tiles(tiles.length)}</title>
      <TileLegend counts={countStates(tiles)} width={width - 2 * padding} />
      <g transform={`translate(${padding + labelWidth},${legendHeight})`}>
        {groups.map((group, i) => {
          const firstOfGroup = first;
          first += group.tiles.length;
          return (
            <TileBand
              key={group.key}
              {...{ group, layout, labelWidth, writing }}
              index={i}
              focused={focused - firstOfGroup}
            />
          );
        })}
      </g>
    </svg>
  );
}

/** The browser shows a title as a tooltip. Each gets its own when it is pointed at: thousands of them cost seconds. */
function addTooltip({ target }: PointerEvent): void {
  const shape = target instanceof SVGRectElement ? target : undefined;
  const label = shape?.parentElement?.getAttribute('aria-label');
  if (!shape || !label) return;
  const title =
    shape.firstChild ?? shape.appendChild(document.createElementNS(shape.namespaceURI, 'title'));
  title.textContent = label;
}

/** One stop for the tabulator in the whole map; arrows go from tile to tile. */
function useArrowKeys(spots: readonly Spot[]) {
  const [focused, setFocused] = useState(0);
  const ref = useRef<SVGSVGElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = neighbor(spots, focused, event.key);
    if (next === focused) return;
    event.preventDefault();
    setFocused(next);
    ref.current?.querySelectorAll('a')[next]?.focus();
  };
  return { focused, onKeyDown, ref };
}

function labelRoom(groups: readonly TileGroup[]): number {
  if (groups.length < 2) return 0;
  return Math.max(...groups.map(({ label }) => textWidth(label))) * (16 / 12) + 14;
}

import { cacheFieldDisplayNames, type PanelProps } from '@grafana/data';
import { TableNG } from '@grafana/ui/unstable';
import type { TableOptions } from './panel-options.ts';

export function TablePanel(panel: PanelProps<TableOptions>) {
  const { data, options, width, height } = panel;
  const frame = data.series[options.frameIndex] ?? data.series[0];
  if (!frame) return null;
  cacheFieldDisplayNames(data.series); // without it TableNG loses renamed headers
  return (
    <TableNG
      data={frame}
      width={width}
      height={height}
      noHeader={!options.showHeader}
      sortBy={options.sortBy}
      cellHeight={options.cellHeight}
      fieldConfig={panel.fieldConfig}
      timeRange={panel.timeRange}
      structureRev={data.structureRev}
      enableVirtualization
    />
  );
}

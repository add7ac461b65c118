import type { DataFrame, PanelProps } from '@grafana/data';
import { TooltipDisplayMode } from '@grafana/schema';
import { TimeSeries, TooltipPlugin2 } from '@grafana/ui';
import { useMemo } from 'react';
import type { TimeSeriesOptions } from './panel-options.ts';
import { SeriesTooltip } from './series-tooltip.tsx';
import { timeFrames } from './time-frames.ts';

// TooltipPlugin2's hover modes: a constant enum that its package declares without exporting it.
const hoverAll = 1;
const hoverOne = 0;

export function TimeSeriesPanel(panel: PanelProps<TimeSeriesOptions>) {
  const { data, options, width, height, timeRange, timeZone } = panel;
  const frames = useMemo(() => timeFrames(data.series), [data.series]);
  const { mode, maxWidth } = options.tooltip;
  return (
    <TimeSeries
      frames={frames}
      structureRev={data.structureRev}
      timeRange={timeRange}
      timeZone={timeZone}
      width={width}
      height={height}
      legend={options.legend}
      options={options}
    >
      {(config, aligned: DataFrame) =>
        mode !== TooltipDisplayMode.None && (
          <TooltipPlugin2
            config={config}
            maxWidth={maxWidth}
            hoverMode={mode === TooltipDisplayMode.Single ? hoverOne : hoverAll}
            clientZoom
            queryZoom={panel.onChangeTimeRange}
            // biome-ignore lint/complexity/useMaxParams: the plugin calls with these, in this order.
            render={(_plot, indexes, series, isPinned) => (
              <SeriesTooltip panel={panel} hover={{ aligned, indexes, series, isPinned }} />
            )}
          />
        )
      }
    </TimeSeries>
  );
}

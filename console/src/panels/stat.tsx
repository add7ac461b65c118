import type { PanelProps } from '@grafana/data';
import { BigValue, BigValueGraphMode, BigValueTextMode } from '@grafana/ui';
import type { StatOptions } from './panel-options.ts';
import { Repeated } from './repeated.tsx';
import { Tiles } from './tiles.tsx';

export function StatPanel(panel: PanelProps<StatOptions>) {
  const { options } = panel;
  if (areTiles(options)) return <Tiles panel={panel} />;
  return (
    <Repeated
      panel={panel}
      hasSparkline={options.graphMode !== BigValueGraphMode.None}
      layout={{ autoGrid: true }}
      draw={({ value, width, height, alignmentFactors, count }, theme) => (
        <BigValue
          value={value.display}
          sparkline={value.sparkline}
          count={count}
          colorMode={options.colorMode}
          graphMode={options.graphMode}
          justifyMode={options.justifyMode}
          textMode={options.textMode}
          percentChangeColorMode={options.percentChangeColorMode}
          disableWideLayout={!options.wideLayout}
          hasLinks={value.hasLinks}
          text={options.text}
          alignmentFactors={alignmentFactors}
          width={width}
          height={height}
          theme={theme}
        />
      )}
    />
  );
}

/** One colored field a row of a table, without text: a map of the city's hospitals. */
function areTiles({ reduceOptions, textMode, graphMode }: StatOptions): boolean {
  return (
    Boolean(reduceOptions.values) &&
    textMode === BigValueTextMode.None &&
    graphMode === BigValueGraphMode.None
  );
}

import type { PanelProps } from '@grafana/data';
import { BarGaugeDisplayMode } from '@grafana/schema';
import { BarGauge } from '@grafana/ui';
import type { BarGaugeOptions } from './panel-options.ts';
import { Repeated } from './repeated.tsx';

export function BarGaugePanel(panel: PanelProps<BarGaugeOptions>) {
  const { options } = panel;
  const itemSpacing = options.displayMode === BarGaugeDisplayMode.Lcd ? 2 : 10;
  return (
    <Repeated
      panel={panel}
      layout={{ minVizHeight: 10, itemSpacing }}
      draw={({ value, width, height, alignmentFactors, orientation }, theme) => (
        <BarGauge
          value={value.display}
          field={value.field}
          display={value.view?.getFieldDisplayProcessor(value.colIndex ?? 0)}
          displayMode={options.displayMode}
          valueDisplayMode={options.valueMode}
          namePlacement={options.namePlacement}
          showUnfilled={options.showUnfilled}
          text={options.text}
          alignmentFactors={alignmentFactors}
          orientation={orientation}
          width={width}
          height={height}
          theme={theme}
        />
      )}
    />
  );
}

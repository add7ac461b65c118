// Stat, gauge and bar gauge: one picture for each reduced value, repeated over the panel.
import {
  type DisplayValueAlignmentFactors,
  type FieldDisplay,
  type GrafanaTheme2,
  getDisplayValueAlignmentFactors,
  getFieldDisplayValues,
  type PanelProps,
} from '@grafana/data';
import {
  DataLinksContextMenu,
  useTheme2,
  VizRepeater,
  type VizRepeaterRenderValueProps,
} from '@grafana/ui';
import type { ReactElement } from 'react';
import type { ReducedOptions } from './panel-options.ts';

type Cell = VizRepeaterRenderValueProps<FieldDisplay, DisplayValueAlignmentFactors>;

interface RepeatedProps<Options extends ReducedOptions> {
  readonly panel: PanelProps<Options>;
  readonly draw: (cell: Cell, theme: GrafanaTheme2) => ReactElement;
  readonly hasSparkline?: boolean;
  readonly layout?: {
    readonly autoGrid?: boolean;
    readonly minVizHeight?: number;
    readonly itemSpacing?: number;
  };
}

/** The values that the panel's reducer leaves, ready to be drawn. */
function displayValues<Options extends ReducedOptions>(
  panel: PanelProps<Options>,
  theme: GrafanaTheme2,
  hasSparkline: boolean,
): FieldDisplay[] {
  return getFieldDisplayValues({
    data: panel.data.series,
    fieldConfig: panel.fieldConfig,
    reduceOptions: panel.options.reduceOptions,
    replaceVariables: panel.replaceVariables,
    timeZone: panel.timeZone,
    sparkline: hasSparkline,
    theme,
  });
}

export function Repeated<Options extends ReducedOptions>(props: RepeatedProps<Options>) {
  const { panel, draw, hasSparkline = false, layout } = props;
  const theme = useTheme2();
  return (
    <VizRepeater<FieldDisplay, DisplayValueAlignmentFactors>
      source={panel.data}
      getValues={() => displayValues(panel, theme, hasSparkline)}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      renderValue={(cell) => <Linked value={cell.value}>{draw(cell, theme)}</Linked>}
      renderCounter={panel.renderCounter}
      width={panel.width}
      height={panel.height}
      orientation={panel.options.orientation}
      itemSpacing={3}
      {...layout}
    />
  );
}

/** A value with one link is a link; with several it opens a menu, by keyboard too. */
function Linked({ value, children }: { value: FieldDisplay; children: ReactElement }) {
  const { hasLinks, getLinks } = value;
  if (!hasLinks || !getLinks) return children;
  return (
    <DataLinksContextMenu links={getLinks}>
      {({ triggerProps }) => <div {...triggerProps}>{children}</div>}
    </DataLinksContextMenu>
  );
}

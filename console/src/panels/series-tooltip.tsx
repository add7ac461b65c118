import {
  type DataFrame,
  dateTimeFormat,
  type Field,
  formattedValueToString,
  type GrafanaTheme2,
  getDisplayProcessor,
  getFieldDisplayName,
  getFieldSeriesColor,
  type PanelProps,
} from '@grafana/data';
import { SortOrder, TooltipDisplayMode } from '@grafana/schema';
import {
  useTheme2,
  VizTooltipColorIndicator,
  VizTooltipContent,
  VizTooltipHeader,
  VizTooltipWrapper,
} from '@grafana/ui';
import type { TimeSeriesOptions } from './panel-options.ts';

interface Hover {
  readonly aligned: DataFrame;
  readonly indexes: readonly (number | null)[];
  readonly series: number | null;
  readonly isPinned: boolean;
}

interface TooltipProps {
  readonly panel: PanelProps<TimeSeriesOptions>;
  readonly hover: Hover;
}

/** The moment under the pointer and the values of its series. */
export function SeriesTooltip({ panel, hover }: TooltipProps) {
  const theme = useTheme2();
  const { aligned, indexes, isPinned } = hover;
  const at = indexes[0] ?? indexes.find((index) => index !== null) ?? 0;
  const moment: unknown = aligned.fields[0]?.values[at];
  const when =
    typeof moment === 'number' ? dateTimeFormat(moment, { timeZone: panel.timeZone }) : '';
  return (
    <VizTooltipWrapper>
      <VizTooltipHeader item={{ label: '', value: when }} isPinned={isPinned} />
      <VizTooltipContent items={rows({ panel, hover }, theme)} isPinned={isPinned} />
    </VizTooltipWrapper>
  );
}

function rows({ panel, hover }: TooltipProps, theme: GrafanaTheme2) {
  const { aligned, indexes, series } = hover;
  const { mode, sort } = panel.options.tooltip;
  const isOnlyOne = mode === TooltipDisplayMode.Single;
  const items = aligned.fields.flatMap((field, i) => {
    const index = indexes[i];
    const isLeftOut = i === 0 || isHidden(field) || (isOnlyOne && series !== i);
    if (isLeftOut || index === null || index === undefined) return [];
    const display = field.display ?? getDisplayProcessor({ field, theme });
    const value = display(field.values[index]);
    return {
      label: getFieldDisplayName(field, aligned, panel.data.series),
      value: formattedValueToString(value),
      numeric: value.numeric,
      color: getFieldSeriesColor(field, theme).color,
      colorIndicator: VizTooltipColorIndicator.series,
    };
  });
  if (sort === SortOrder.Descending) items.sort((a, b) => b.numeric - a.numeric);
  if (sort === SortOrder.Ascending) items.sort((a, b) => a.numeric - b.numeric);
  return items;
}

function isHidden(field: Field): boolean {
  const custom: { hideFrom?: { tooltip?: boolean } } | undefined = field.config.custom;
  return custom?.hideFrom?.tooltip ?? false;
}

import { VisibilityMode, VizLegendOptionsBuilder } from '@grafana/grafana-foundation-sdk/common';
import type { ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import * as statetimeline from '@grafana/grafana-foundation-sdk/statetimeline';
import * as statushistory from '@grafana/grafana-foundation-sdk/statushistory';
import type { PromQL } from '../../catalog/promql.ts';
import type { PanelSpec } from '../board.ts';
import type { PanelText, Say, Text } from '../language.ts';
import { color } from '../theme.ts';
import { dataSource } from '../variables.ts';
import { mapped, noData } from '../words.ts';
import { colorByValue, overTime, thresholds } from './query.ts';

interface Line {
  readonly query: PromQL;
  readonly name: Text;
  /** Other words than the panel's for the codes of this line. */
  readonly mappings?: (say: Say) => readonly ValueMapping[];
}

interface TimelineSpec {
  readonly text: PanelText;
  readonly lines: readonly Line[];
  readonly mappings: (say: Say) => readonly ValueMapping[];
  /** Words for names that a label gives. */
  readonly names?: Readonly<Record<string, Text>>;
  /** Instead of "no data", where having none is good. */
  readonly empty?: Text;
}

/** States as bands: how long each lasted. */
export function stateLine(spec: TimelineSpec): PanelSpec {
  return (say) => {
    const panel = new statetimeline.PanelBuilder()
      .mergeValues(true)
      .showValue(VisibilityMode.Auto)
      .fillOpacity(85)
      .lineWidth(0)
      .rowHeight(0.8);
    return timeline(panel, spec, say);
  };
}

/** States as a grid of samples: which link of a chain failed, and when. */
export function stateGrid(spec: TimelineSpec): PanelSpec {
  return (say) => {
    const panel = new statushistory.PanelBuilder()
      .maxDataPoints(72)
      .showValue(VisibilityMode.Never)
      .fillOpacity(85)
      .rowHeight(0.85)
      .colWidth(0.9);
    return timeline(panel, spec, say);
  };
}

type TimelineBuilder = statetimeline.PanelBuilder | statushistory.PanelBuilder;

function timeline<Builder extends TimelineBuilder>(
  panel: Builder,
  spec: TimelineSpec,
  say: Say,
): Builder {
  panel
    .title(say(spec.text.title))
    .description(say(spec.text.about))
    .datasource(dataSource)
    .noValue(say(spec.empty ?? noData.text))
    .mappings([...spec.mappings(say)])
    .thresholds(thresholds([{ value: null, color: color.unobserved }]))
    .colorScheme(colorByValue())
    .legend(new VizLegendOptionsBuilder().showLegend(false));
  for (const [index, line] of spec.lines.entries()) {
    panel.withTarget(overTime(line.query, say(line.name), refId(index)));
    if (line.mappings) {
      panel.overrideByQuery(refId(index), [mapped(...line.mappings(say))]);
    }
  }
  for (const [name, text] of Object.entries(spec.names ?? {})) {
    panel.overrideByName(name, [{ id: 'displayName', value: say(text) }]);
  }
  return panel;
}

function refId(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}

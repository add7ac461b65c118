// The custom field properties of each panel with their defaults: an override of a missing one would be dropped.
import {
  FieldColorModeId,
  FieldConfigProperty,
  identityOverrideProcessor,
  type PanelOptionsEditorBuilder,
  type SetFieldConfigOptionsArgs,
} from '@grafana/data';
import { noEditor } from '../services/registries.ts';

type Defaults = Readonly<Record<string, unknown>>;

export interface FieldProperties {
  readonly custom?: Defaults;
  readonly color?: FieldColorModeId;
}

/** A panel's field properties: editors are not needed, values pass unchanged. */
export function fieldConfig({
  custom = {},
  color,
}: FieldProperties): SetFieldConfigOptionsArgs<object> {
  return {
    ...(color === undefined ? {} : { standardOptions: colorMode(color) }),
    useCustomConfig: (builder) => {
      for (const [path, defaultValue] of Object.entries(custom)) {
        builder.addCustomEditor({
          id: path,
          path: path as never, // the builder knows the keys of a type; ours stand in a list
          name: path,
          category: [''],
          editor: noEditor,
          override: noEditor,
          process: identityOverrideProcessor,
          shouldApply: () => true,
          settings: {},
          defaultValue,
        });
      }
    },
  };
}

/** The default options of a panel, in the only way that is not deprecated. */
export function defaultOptions<Options extends object>(
  options: Options,
): (builder: PanelOptionsEditorBuilder<Options>) => void {
  return (builder) => {
    for (const [path, defaultValue] of Object.entries(options)) {
      builder.addCustomEditor({
        id: path,
        path: path as never,
        name: path,
        editor: noEditor,
        defaultValue,
      });
    }
  };
}

function colorMode(mode: FieldColorModeId) {
  return {
    [FieldConfigProperty.Color]: { settings: { byValueSupport: true }, defaultValue: { mode } },
  };
}

export const seriesFields: FieldProperties = {
  color: FieldColorModeId.PaletteClassic,
  custom: {
    drawStyle: 'line',
    lineInterpolation: 'linear',
    lineWidth: 1,
    lineStyle: { fill: 'solid' },
    lineColor: undefined,
    fillOpacity: 0,
    fillColor: undefined,
    fillBelowTo: undefined,
    gradientMode: 'none',
    spanNulls: false,
    insertNulls: false,
    showPoints: 'auto',
    showValues: false,
    pointSize: 5,
    pointColor: undefined,
    stacking: { mode: 'none', group: 'A' },
    transform: undefined,
    barAlignment: 0,
    barWidthFactor: 0.6,
    barMaxWidth: undefined,
    scaleDistribution: { type: 'linear' },
    thresholdsStyle: { mode: 'off' },
    hideFrom: { tooltip: false, viz: false, legend: false },
    axisPlacement: 'auto',
    axisLabel: '',
    axisWidth: undefined,
    axisColorMode: 'text',
    axisBorderShow: false,
    axisGridShow: undefined,
    axisCenteredZero: false,
    axisSoftMin: undefined,
    axisSoftMax: undefined,
  },
};

export const cellFields: FieldProperties = {
  custom: {
    align: 'auto',
    cellOptions: { type: 'auto' },
    displayMode: undefined,
    width: undefined,
    minWidth: 50,
    hidden: undefined,
    inspect: false,
    filterable: undefined,
    wrapText: undefined,
    wrapHeaderText: undefined,
    footer: undefined,
    tooltip: undefined,
  },
};

export const stateFields: FieldProperties = {
  color: FieldColorModeId.Thresholds,
  custom: {
    lineWidth: 0,
    fillOpacity: 70,
    spanNulls: false,
    insertNulls: false,
    hideFrom: {},
  },
};

export const gaugeFields: FieldProperties = { custom: { neutral: undefined } };

export const bucketFields: FieldProperties = {
  custom: { scaleDistribution: { type: 'linear' }, hideFrom: {} },
};

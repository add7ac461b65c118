import {
  booleanOverrideProcessor,
  dataLinksOverrideProcessor,
  displayNameOverrideProcessor,
  FieldColorModeId,
  type FieldConfigPropertyItem,
  identityOverrideProcessor,
  numberOverrideProcessor,
  standardEditorsRegistry,
  standardFieldConfigEditorRegistry,
  standardTransformers,
  standardTransformersRegistry,
  stringOverrideProcessor,
  ThresholdsMode,
  type TransformerRegistryItem,
  thresholdsOverrideProcessor,
  unitOverrideProcessor,
  valueMappingsOverrideProcessor,
} from '@grafana/data';

type Process = FieldConfigPropertyItem['process'];

/** Nothing is edited here. */
export const noEditor = () => null;

const blank = {
  mode: ThresholdsMode.Absolute,
  steps: [
    { value: Number.NEGATIVE_INFINITY, color: 'green' },
    { value: 80, color: 'red' },
  ],
};

/** The field properties that every panel shares. Grafana's own list is not in the npm packages. */
const fieldProperties: readonly (readonly [
  id: string,
  process: Process,
  defaultValue?: unknown,
])[] = [
  ['unit', unitOverrideProcessor],
  ['min', numberOverrideProcessor],
  ['max', numberOverrideProcessor],
  ['fieldMinMax', booleanOverrideProcessor],
  ['decimals', numberOverrideProcessor],
  ['displayName', displayNameOverrideProcessor],
  ['description', stringOverrideProcessor],
  ['noValue', stringOverrideProcessor],
  ['color', identityOverrideProcessor, { mode: FieldColorModeId.Thresholds }],
  ['thresholds', thresholdsOverrideProcessor, blank],
  ['mappings', valueMappingsOverrideProcessor, []],
  ['links', dataLinksOverrideProcessor],
  ['actions', identityOverrideProcessor],
  ['filterable', booleanOverrideProcessor],
];

function fieldConfigItems(): FieldConfigPropertyItem[] {
  return fieldProperties.map(([id, process, defaultValue]) => ({
    id,
    path: id,
    name: id,
    description: '',
    editor: noEditor,
    override: noEditor,
    process,
    defaultValue,
    shouldApply: () => true,
    settings: {},
  }));
}

/** `transformation` is a lazy loader since 13; the object holds aliases, hence the map by id. */
function transformations(): TransformerRegistryItem[] {
  const byId = new Map(Object.values(standardTransformers).map((one) => [one.id, one]));
  return [...byId.values()].map((one) => ({
    id: one.id,
    name: one.name,
    description: one.description ?? '',
    editor: noEditor,
    transformation: () => Promise.resolve(one),
    imageDark: '',
    imageLight: '',
  }));
}

export function installRegistries(): void {
  standardEditorsRegistry.setInit(() => []);
  standardFieldConfigEditorRegistry.setInit(fieldConfigItems);
  standardTransformersRegistry.setInit(transformations);
}

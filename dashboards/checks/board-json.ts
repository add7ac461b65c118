/** A board as it stands in its file, as far as checks read it. Anything may be missing: that is for them to say. */
export interface BoardJson {
  readonly uid?: string;
  readonly title?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly schemaVersion?: number;
  readonly editable?: boolean;
  readonly refresh?: string;
  readonly links?: readonly LinkJson[];
  readonly templating?: { readonly list?: readonly VariableJson[] };
  readonly panels?: readonly PanelJson[];
}

export interface PanelJson {
  readonly id?: number;
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly transparent?: boolean;
  readonly datasource?: { readonly uid?: string };
  readonly gridPos?: GridPos;
  readonly targets?: readonly TargetJson[];
  readonly transformations?: readonly { readonly id?: string; readonly options?: unknown }[];
  readonly options?: OptionsJson;
  readonly fieldConfig?: {
    readonly defaults?: FieldJson;
    readonly overrides?: readonly OverrideJson[];
  };
  /** Panels of a collapsed row. */
  readonly panels?: readonly PanelJson[];
}

export interface GridPos {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

interface TargetJson {
  readonly refId?: string;
  readonly expr?: string;
  readonly legendFormat?: string;
  readonly datasource?: { readonly uid?: string };
}

interface OptionsJson {
  readonly content?: string;
  readonly mode?: string;
  readonly textMode?: string;
  readonly reduceOptions?: {
    readonly calcs?: readonly string[];
    readonly values?: boolean;
    readonly limit?: number;
  };
  readonly legend?: { readonly calcs?: readonly string[] };
}

interface FieldJson {
  readonly unit?: string;
  readonly noValue?: string;
  readonly custom?: unknown;
  readonly mappings?: readonly MappingJson[];
  readonly thresholds?: ThresholdsJson;
}

export interface ThresholdsJson {
  readonly mode?: string;
  readonly steps?: readonly { readonly value?: number | null }[];
}

interface MappingJson {
  readonly type?: string;
  readonly options?: Readonly<Record<string, unknown>>;
}

interface OverrideJson {
  readonly matcher?: { readonly id?: string; readonly options?: unknown };
  readonly properties?: readonly { readonly id?: string; readonly value?: unknown }[];
}

interface LinkJson {
  readonly title?: string;
  readonly url?: string;
  readonly keepTime?: boolean;
}

export interface VariableJson {
  readonly name?: string;
  readonly type?: string;
  readonly includeAll?: boolean;
  readonly allValue?: string;
  readonly datasource?: { readonly uid?: string };
  readonly query?: unknown;
}

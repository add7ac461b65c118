import type { GrafanaTheme2, PanelPlugin } from '@grafana/data';
import type { Theme } from '../app/preferences.ts';
import type { PrometheusClient } from '../prometheus/prometheus-client.ts';
import { installDataSource } from './data-source.ts';
import { installEmptyServices } from './empty-services.ts';
import { installPanels } from './panel-plugins.ts';
import { installRegistries } from './registries.ts';
import { installRunRequest } from './run-request.ts';
import { installTemplates } from './templates.ts';
import { installTheme } from './theme.ts';

interface Parts {
  readonly client: PrometheusClient;
  readonly panels: ReadonlyMap<string, PanelPlugin>;
  readonly mode: Theme;
}

/** Supplies what scenes and ui expect from the Grafana around them. */
export function installServices({ client, panels, mode }: Parts): GrafanaTheme2 {
  const theme = installTheme(mode);
  installRegistries();
  installTemplates();
  installDataSource(client);
  installPanels(panels);
  installEmptyServices();
  installRunRequest();
  return theme;
}

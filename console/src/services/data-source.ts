import { type DataSourceInstanceSettings, PluginType } from '@grafana/data';
import { setDataSourceSrv } from '@grafana/runtime';
import type { PrometheusClient } from '../prometheus/prometheus-client.ts';
import { PrometheusDataSource } from './prometheus-data-source.ts';
import { interpolate } from './templates.ts';

/** As deploy sets it; a rate looks at four of them. */
const scrapeSeconds = 15;

const settings: DataSourceInstanceSettings = {
  id: 1,
  uid: 'prometheus',
  name: 'Prometheus',
  type: 'prometheus',
  url: '',
  access: 'proxy',
  readOnly: true,
  isDefault: true,
  jsonData: {},
  meta: {
    id: 'prometheus',
    name: 'Prometheus',
    type: PluginType.datasource,
    module: '',
    baseUrl: '',
    metrics: true,
    info: {
      version: '1',
      description: '',
      updated: '',
      author: { name: '' },
      links: [],
      screenshots: [],
      logos: { small: '', large: '' },
    },
  },
};

/** Whatever data source a board names, it is the one Prometheus. */
export function installDataSource(client: PrometheusClient): void {
  const dataSource = new PrometheusDataSource(settings, { client, interpolate, scrapeSeconds });
  setDataSourceSrv({
    get: () => Promise.resolve(dataSource),
    getList: () => [settings],
    getInstanceSettings: () => settings,
    registerRuntimeDataSource: () => undefined,
    reload: () => Promise.resolve(),
  });
}

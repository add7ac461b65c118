import {
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  VariableHide,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { districtInfo, hospitalInfo, inventoryServerInfo } from '../catalog/center.ts';
import type { Say, Text } from './language.ts';

/** Every query goes to the Prometheus that the reader chose. */
export const dataSource = { type: 'prometheus', uid: `\${datasource}` };

const all: Text = { zh: '全部', en: 'All' };

export function sourceVariable(say: Say): DatasourceVariableBuilder {
  return new DatasourceVariableBuilder('datasource')
    .label(say({ zh: '数据源', en: 'Data source' }))
    .type('prometheus')
    .hide(VariableHide.DontHide);
}

export function districtVariable(say: Say): QueryVariableBuilder {
  const query = `query_result(${districtInfo.name})`;
  return choice(say, { name: 'district', label: { zh: '区', en: 'District' }, query })
    .regex('/district="(?<value>[^"]+)".*[{ ]name="(?<text>[^"]+)"/')
    .multi(true)
    .includeAll(true)
    .allValue('.*')
    .current({ selected: true, text: [say(all)], value: ['$__all'] });
}

/**
 * One hospital: the board shows a pair as one object, and a board of all would ask the whole fleet.
 * @param district a variable that stands above it, or a pattern
 */
export function hospitalVariable(district: string): (say: Say) => QueryVariableBuilder {
  const query = `query_result(${hospitalInfo.name}{district=~"${district}"})`;
  return (say) =>
    choice(say, { name: 'hospital', label: { zh: '医院', en: 'Hospital' }, query })
      .regex('/hospital="(?<value>[^"]+)".*short_name="(?<text>[^"]+)"/')
      .multi(false)
      .includeAll(false);
}

/** Any of the servers of the hospital. */
export function serverVariable(say: Say): QueryVariableBuilder {
  return serverChoice(say)
    .multi(true)
    .includeAll(true)
    .allValue('.*')
    .current({ selected: true, text: [say(all)], value: ['$__all'] });
}

export function oneServerVariable(say: Say): QueryVariableBuilder {
  return serverChoice(say).multi(false).includeAll(false);
}

function serverChoice(say: Say): QueryVariableBuilder {
  const query = `label_values(${inventoryServerInfo.name}{hospital=~"$hospital"}, server)`;
  return choice(say, { name: 'server', label: { zh: '服务器', en: 'Server' }, query });
}

interface Choice {
  readonly name: string;
  readonly label: Text;
  readonly query: string;
}

/** Values are codes; what people read comes from the registry. */
function choice(say: Say, { name, label, query }: Choice): QueryVariableBuilder {
  return new QueryVariableBuilder(name)
    .label(say(label))
    .datasource(dataSource)
    .query({ query, refId: 'StandardVariableQuery' })
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc);
}

import type { Fault } from './planting.ts';

const wall = 'yibao-wallboard';
const hospital = 'yibao-hospital';

const defaults = ['fieldConfig', 'defaults'] as const;
const firstTarget = ['targets', 0] as const;

function query(expr: string): Fault['plant'] {
  return (board) =>
    board
      .panel(2)
      .at(...firstTarget)
      .set('expr', expr);
}

function ofHospital(name: string, check: string, plant: Fault['plant']): Fault {
  return { name, check, board: hospital, plant };
}

function ofWall(name: string, check: string, plant: Fault['plant']): Fault {
  return { name, check, board: wall, plant };
}

/** Grafana would be told something that it does not know. */
const wrongWords: readonly Fault[] = [
  ofWall('panel type', 'drawable', (b) => b.first('stat').set('type', 'stats')),
  ofWall('a panel the console does not draw', 'drawable', (b) =>
    b.panel(9).set('type', 'alertlist'),
  ),
  ofWall('option key', 'panel-schema', (b) => b.panel(2).at('options').set('grapMode', 'area')),
  ofWall('option value', 'panel-schema', (b) => b.panel(2).at('options').set('colorMode', 'bg')),
  ofWall('option of Grafana 13 only', 'panel-schema', (b) =>
    b.panel(9).at('options').set('maxRowHeight', 40),
  ),
  ofWall('custom key', 'panel-schema', (b) =>
    b
      .panel(10)
      .at(...defaults, 'custom')
      .set('fillOpactiy', 3),
  ),
  ofWall('custom value of a wrong type', 'panel-schema', (b) =>
    b
      .panel(10)
      .at(...defaults, 'custom')
      .set('lineWidth', '2'),
  ),
  ofWall('table footer, which left in 12', 'panel-schema', (b) =>
    b.panel(9).at('options').set('footer', { show: false, reducer: [] }),
  ),
  ofWall('override property', 'override-properties', (b) =>
    b.panel(9).at('fieldConfig', 'overrides', 0, 'properties', 0).set('id', 'custom.widht'),
  ),
  ofWall('matcher', 'reducers-and-matchers', (b) =>
    b.panel(9).at('fieldConfig', 'overrides', 0, 'matcher').set('id', 'byname'),
  ),
  ofWall('unit', 'units', (b) =>
    b
      .panel(6)
      .at(...defaults)
      .set('unit', 'secs'),
  ),
  ofWall('reducer', 'reducers-and-matchers', (b) =>
    b.panel(2).at('options', 'reduceOptions').set('calcs', ['lastNonNull']),
  ),
  ofWall('transformation', 'drawable', (b) =>
    b.panel(8).at('transformations', 0).set('id', 'joinByFields'),
  ),
  ofWall('option of a transformation', 'query-schema', (b) =>
    b.panel(8).at('transformations', 0).set('options', { byfield: 'hospital', mode: 'outer' }),
  ),
  ofWall('threshold key', 'board-schema', (b) =>
    b
      .panel(2)
      .at(...defaults, 'thresholds', 'steps', 1)
      .set('colour', 'red'),
  ),
  ofWall('color name', 'colors', (b) =>
    b
      .panel(2)
      .at(...defaults, 'thresholds', 'steps', 0)
      .set('color', 'redd'),
  ),
  ofHospital('mapping type', 'board-schema', (b) =>
    b
      .panel(1)
      .at(...defaults, 'mappings', 0)
      .set('type', 'values'),
  ),
  ofWall('query key', 'query-schema', (b) =>
    b
      .panel(2)
      .at(...firstTarget)
      .set('legendFromat', 'x'),
  ),
  ofHospital('refresh of a variable', 'board-schema', (b) =>
    b.at('templating', 'list', 1).set('refresh', 7),
  ),
  ofWall('key of the dashboard link', 'board-schema', (b) =>
    b.at('links', 0).set('keeptime', true),
  ),
];

/** The query would ask for the wrong thing, or too much. */
const wrongQueries: readonly Fault[] = [
  ofWall('PromQL syntax', 'promql', query('sum(city:data_age:seconds')),
  ofWall('empty query', 'promql', query('')),
  ofWall('no query at all', 'promql', (b) => b.panel(2).set('targets', [])),
  ofWall('undefined variable', 'variables', query('city:data_age:seconds{x=~"$hosp"}')),
  ofWall('renamed metric', 'known-series', query('sum(yibao_upload_queue_len)')),
  ofWall('recorded name that no rule defines', 'known-series', query('city:yibao_settle:rate1m')),
  ofWall(
    'raw series of the fleet on the wall',
    'recorded-only',
    query('sum(yibao_upload_queue_length)'),
  ),
  ofHospital(
    'fixed window in rate',
    'counters',
    query('sum(rate(yibao_txn_total{hospital=~"$hospital"}[1m]))'),
  ),
  ofHospital(
    'counter without rate',
    'counters',
    query('sum(yibao_txn_total{hospital=~"$hospital"})'),
  ),
  ofWall('hard-wired data source', 'data-source', (b) =>
    b
      .panel(2)
      .at(...firstTarget, 'datasource')
      .set('uid', 'prometheus'),
  ),
  ofHospital('variable of another data source', 'data-source', (b) =>
    b.at('templating', 'list', 1, 'datasource').set('uid', 'abc'),
  ),
  ofHospital('variable on a series that is not there', 'known-series', (b) =>
    b.at('templating', 'list', 3).set('query', {
      query: 'label_values(yibao_server{hospital=~"$hospital"}, server)',
      refId: 'A',
    }),
  ),
  ofHospital('variable that nothing reads', 'variables', (b) =>
    b.at('templating', 'list', 3).set('name', 'machine'),
  ),
  ofHospital('All without allValue', 'all-value', (b) =>
    b.at('templating', 'list', 1).drop('allValue'),
  ),
  ofWall('map that ends at 25 tiles', 'all-value', (b) =>
    b.panel(7).at('options', 'reduceOptions').drop('limit'),
  ),
];

/** The board would look wrong, or lead people astray. */
const wrongPicture: readonly Fault[] = [
  ofWall('taken id', 'ids', (b) => b.panel(3).set('id', 2)),
  ofWall('no id', 'ids', (b) => b.panel(3).drop('id')),
  ofWall('uid that is not the file’s name', 'ids', (b) => b.set('uid', 'yibao-wall')),
  ofWall('overlap', 'grid', (b) => b.panel(3).at('gridPos').set('x', 4)),
  ofWall('wider than 24 columns', 'grid', (b) => b.panel(6).at('gridPos').set('w', 5)),
  ofWall('panel that floats', 'grid', (b) => b.panel(10).at('gridPos').set('y', 21)),
  ofWall('wall higher than a screen', 'one-screen', (b) => b.panel(9).at('gridPos').set('h', 10)),
  {
    ...ofWall('missing English title', 'texts', (b) => b.panel(7).set('title', '')),
    only: 'en-US',
  },
  {
    ...ofWall('Chinese title in the English set', 'texts', (b) =>
      b.panel(7).set('title', '全部医院'),
    ),
    only: 'en-US',
  },
  {
    ...ofWall('English description in the Chinese set', 'texts', (b) =>
      b.panel(7).set('description', 'All.'),
    ),
    only: 'zh-Hans',
  },
  {
    ...ofWall('languages that ask different things', 'same-in-both-languages', query('vector(1)')),
    only: 'en-US',
  },
  ofWall('no word without data', 'no-value', (b) =>
    b
      .panel(2)
      .at(...defaults)
      .drop('noValue'),
  ),
  ofWall('age of data left out', 'no-value', (b) => b.panel(6).set('description', '…')),
  ofWall('literal threshold', 'limits', (b) =>
    b
      .panel(6)
      .at(...defaults, 'thresholds', 'steps', 1)
      .set('value', 45),
  ),
  ofHospital('state without a word', 'state-words', (b) =>
    b
      .panel(1)
      .at(...defaults, 'mappings', 0, 'options')
      .drop('4'),
  ),
  ofWall('link to a board that is not there', 'links', (b) =>
    b
      .panel(7)
      .at('fieldConfig', 'overrides', 0, 'properties', 0, 'value', 0)
      .set('url', `/d/yibao-clinic?\${__url_time_range}`),
  ),
  ofWall('link to a variable that is not there', 'links', (b) =>
    b
      .panel(7)
      .at('fieldConfig', 'overrides', 0, 'properties', 0, 'value', 0)
      .set('url', `/d/yibao-hospital?var-clinic=1&\${__url_time_range}`),
  ),
  ofWall('link that loses the time', 'links', (b) =>
    b
      .panel(7)
      .at('fieldConfig', 'overrides', 0, 'properties', 0, 'value', 0)
      .set('url', '/d/yibao-hospital?var-hospital=1'),
  ),
  ofWall('address outside', 'outside', (b) =>
    b.panel(7).set('description', '见 https://example.invalid'),
  ),
  ofWall('text as HTML', 'outside', (b) => b.first('text').at('options').set('mode', 'html')),
  ofWall('schema version of Grafana 13', 'portable', (b) => b.set('schemaVersion', 42)),
  ofWall('editable board', 'portable', (b) => b.set('editable', true)),
  ofWall('refresh faster than scrapes', 'portable', (b) => b.set('refresh', '5s')),
  ofWall('board without its tag', 'portable', (b) => b.set('tags', [])),
];

export const faults: readonly Fault[] = [...wrongWords, ...wrongQueries, ...wrongPicture];

import { type Page, type ServerId, serverIds } from './watched-pair.ts';

/** A signal on the page of one server; `before` is the page as it was before the fault. */
export interface Signal {
  readonly server: 'a' | 'b';
  readonly text: string;
  isThere(now: Page, before: Page): boolean;
}

const is = (series: string, value: number, server: 'a' | 'b' = 'a'): Signal => ({
  ...{ server, text: `${series} is ${value}` },
  isThere: (now) => now.get(series) === value,
});
const above = (series: string, value: number, server: 'a' | 'b' = 'a'): Signal => ({
  ...{ server, text: `${series} is above ${value}` },
  isThere: (now) => (now.get(series) ?? 0) > value,
});
const grows = (series: string, by = 0, server: 'a' | 'b' = 'a'): Signal => ({
  ...{ server, text: `${series} grows` },
  isThere: (now, before) => (now.get(series) ?? 0) > (before.get(series) ?? 0) + by,
});
const appears = (pattern: RegExp, server: 'a' | 'b' = 'a'): Signal => ({
  ...{ server, text: `${pattern} appears` },
  isThere: (now, before) => [...now.keys()].some((key) => pattern.test(key) && !before.has(key)),
});

export interface Case {
  /** Rows of the failure catalogue. */
  readonly rows: readonly number[];
  readonly faults: readonly ({ readonly kind: string } & Readonly<Record<string, unknown>>)[];
  readonly signals: readonly Signal[];
}

const [a] = serverIds;
const up = (component: string): string => `yibao_component_up{component="${component}"}`;
const result = (word: string) =>
  ['person_info', 'divide', 'trade'].map((txn) => `yibao_txn_total{txn="${txn}",result="${word}"}`);
const someGrow = (word: string): Signal => ({
  ...{ server: 'a', text: `yibao_txn_total{result="${word}"} grows` },
  isThere: (now, before) =>
    result(word).some((series) => (now.get(series) ?? 0) > (before.get(series) ?? 0)),
});
const code = (word: string): Signal => grows(`yibao_txn_error_code_total{code="${word}"}`);

export const cases: readonly Case[] = [
  {
    rows: [1],
    faults: [{ kind: 'line-cut' }],
    signals: [
      is('yibao_bureau_reachable{path="primary"}', 0),
      is('yibao_bureau_reachable{path="backup"}', 0),
      is('yibao_gateway_reachable', 1),
      grows('yibao_txn_mode_total{mode="offline"}', 3),
      grows('yibao_offline_seconds_total', 2),
      above('yibao_offline_settled_pending', 0),
      above('yibao_upload_queue_length{queue="trade"}', 3),
    ],
  },
  {
    rows: [1],
    faults: [{ kind: 'line-cut', path: 'primary' }],
    signals: [
      is('yibao_bureau_reachable{path="primary"}', 0),
      is('yibao_bureau_reachable{path="backup"}', 1),
      above('yibao_bureau_packet_loss_ratio{path="primary"}', 0.1),
    ],
  },
  {
    rows: [2],
    faults: [{ kind: 'lan-down' }],
    signals: [is('yibao_gateway_reachable', 0), is('yibao_bureau_reachable{path="primary"}', 0)],
  },
  {
    rows: [3],
    faults: [{ kind: 'bureau-fault', answers: 'error' }],
    signals: [someGrow('system_error')],
  },
  {
    rows: [4],
    faults: [{ kind: 'line-slow', extraMs: 2000, lossShare: 0.2 }],
    signals: [someGrow('timeout')],
  },
  {
    rows: [6],
    faults: [{ kind: 'catalog-behind', server: a }],
    signals: [
      appears(/^yibao_dataset_version_info\{dataset="catalog_drug"/),
      appears(/^yibao_dataset_version_info\{dataset="policy"/),
      {
        server: 'a',
        text: 'items of states 2, 3 and 5 grow',
        isThere: (now, before) =>
          ['2', '3', '5'].some((state) => {
            const series = `yibao_divide_items_total{state="${state}"}`;
            return (now.get(series) ?? 0) > (before.get(series) ?? 0);
          }),
      },
    ],
  },
  {
    rows: [9],
    faults: [{ kind: 'sign-in-refused', server: a }],
    signals: [is('yibao_sign_in_valid', 0), code('31')],
  },
  {
    rows: [10],
    faults: [{ kind: 'certificate-ending', purpose: 'tls', days: 2, server: a }],
    signals: [
      {
        server: 'a',
        text: 'the certificate ends within three days',
        isThere: (now) => {
          const end = now.get('yibao_certificate_not_after_timestamp_seconds{purpose="tls"}');
          return end !== undefined && end < Date.now() / 1000 + 3 * 86_400;
        },
      },
    ],
  },
  { rows: [10], faults: [{ kind: 'key-missing', server: a }], signals: [is(up('signer'), 0)] },
  { rows: [11], faults: [{ kind: 'clock-off', bySeconds: 420, server: a }], signals: [code('33')] },
  {
    rows: [12],
    faults: [{ kind: 'service-stop', component: 'uploader', server: a }],
    signals: [is(up('uploader'), 0)],
  },
  {
    rows: [12],
    faults: [{ kind: 'service-hang', component: 'settle_core', server: a }],
    signals: [is(up('settle_core'), 0)],
  },
  {
    rows: [13],
    faults: [{ kind: 'workers-fail', server: a }],
    signals: [code('worker_error'), code('worker_sleep'), above('yibao_worker_busy', 2)],
  },
  {
    rows: [14],
    faults: [{ kind: 'pool-used-up', server: a }],
    signals: [code('pool_timeout'), above('yibao_db_pool_in_use', 3)],
  },
  {
    rows: [15],
    faults: [{ kind: 'service-stop', component: 'db', server: a }],
    signals: [is('yibao_db_up', 0), is(up('db'), 0)],
  },
  {
    rows: [16],
    faults: [{ kind: 'debug-left-on', bytesPerSecond: 1_000_000, limitMb: 20, server: a }],
    signals: [grows('yibao_log_dir_bytes{dir="trade"}', 5_000_000)],
  },
  {
    rows: [18],
    faults: [{ kind: 'memory-leak', mbPerMinute: 200, limitMb: 200 }],
    signals: [grows('yibao_component_memory_bytes{component="settle_core"}', 100_000_000)],
  },
  {
    rows: [20],
    faults: [{ kind: 'reader-down', window: 2, server: a }],
    signals: [is('yibao_card_reader_up{reader="2"}', 0)],
  },
  {
    rows: [21],
    faults: [{ kind: 'reader-down', window: 1, part: 'psam', server: a }],
    signals: [grows('yibao_card_read_failures_total{kind="psam"}')],
  },
  {
    rows: [22, 31],
    faults: [{ kind: 'quarantine', server: a }],
    signals: [is('yibao_file_integrity_mismatch{set="app"}', 1), is(up('settle_core'), 0)],
  },
  {
    rows: [24],
    faults: [{ kind: 'uploads-refused' }],
    signals: [
      above('yibao_upload_queue_length{queue="trade"}', 5),
      above('yibao_upload_oldest_age_seconds{queue="trade"}', 5),
    ],
  },
  {
    rows: [25],
    faults: [{ kind: 'answers-lost', share: 0.6 }],
    signals: [above('yibao_indoubt_trades', 0), someGrow('timeout')],
  },
  {
    rows: [27],
    faults: [{ kind: 'pair-fault', state: 'split_brain' }],
    signals: [
      is('yibao_pair_state{state="split_brain"}', 1),
      is('yibao_pair_state{state="split_brain"}', 1, 'b'),
      is('yibao_pair_active', 1, 'b'),
    ],
  },
  {
    rows: [27],
    faults: [{ kind: 'pair-fault', state: 'no_active' }],
    signals: [is('yibao_pair_state{state="no_active"}', 1), is('yibao_pair_active', 0)],
  },
  {
    rows: [27],
    faults: [{ kind: 'pair-fault', state: 'standby_stale' }],
    signals: [
      is('yibao_pair_state{state="standby_stale"}', 1),
      above('yibao_pair_replication_lag_seconds', 10),
    ],
  },
  {
    rows: [29],
    faults: [{ kind: 'version-wrong', server: a }],
    signals: [appears(/^yibao_component_version_info\{component="settle_core"/), code('51')],
  },
  {
    rows: [31],
    faults: [{ kind: 'file-changed', server: a }],
    signals: [is('yibao_file_integrity_mismatch{set="config"}', 1)],
  },
  {
    rows: [],
    faults: [{ kind: 'submitted-twice', share: 0.5, server: a }],
    signals: [grows('yibao_duplicate_submit_total')],
  },
  {
    rows: [],
    faults: [{ kind: 'log-moved', log: 'trade', server: a }],
    signals: [grows('yibao_txn_mode_total{mode="online"}')],
  },
  {
    rows: [19, 23, 27],
    faults: [{ kind: 'server-down', server: a }],
    signals: [
      is(up('settle_core'), 0),
      is('yibao_db_up', 0),
      is('yibao_pair_state{state="failed_over"}', 1, 'b'),
      grows('yibao_txn_mode_total{mode="online"}', 0, 'b'),
    ],
  },
];

/** What a well server says; after each fault it must say so again. */
export const well: readonly Signal[] = [
  is('yibao_gateway_reachable', 1),
  is('yibao_bureau_reachable{path="primary"}', 1),
  is('yibao_bureau_reachable{path="backup"}', 1),
  is('yibao_sign_in_valid', 1),
  is('yibao_pair_state{state="ok"}', 1),
  is('yibao_pair_state{state="ok"}', 1, 'b'),
  is('yibao_pair_active', 1),
  is('yibao_db_up', 1),
  is(up('settle_core'), 1),
  is(up('db'), 1),
  is('yibao_file_integrity_mismatch{set="app"}', 0),
  grows('yibao_txn_total{txn="trade",result="ok"}'),
];

/** What of the books must be on the page of a server, and under which name. */
export function counted(
  books: ReadonlyMap<string, number>,
  id: ServerId,
): ReadonlyMap<string, number> {
  const names: Readonly<Record<string, (words: readonly string[]) => string>> = {
    txn: ([txn, ending]) => `yibao_txn_total{txn="${txn}",result="${ending}"}`,
    settled: ([mode]) => `yibao_txn_mode_total{mode="${mode}"}`,
    item: ([state]) => `yibao_divide_items_total{state="${state}"}`,
    code: ([word]) => `yibao_txn_error_code_total{code="${word}"}`,
    card_failure: ([kind]) => `yibao_card_read_failures_total{kind="${kind}"}`,
    duplicate_submit: () => 'yibao_duplicate_submit_total',
    reversal: ([ending]) => `yibao_reversal_total{result="${ending}"}`,
    download: ([dataset, ending]) =>
      `yibao_download_runs_total{dataset="${dataset}",result="${ending}"}`,
  };
  const all = new Map<string, number>();
  for (const [key, count] of books) {
    const [server, book = '', ...labels] = key.split(' ');
    const name = names[book]?.(labels);
    if (server === id && name !== undefined) all.set(name, count);
  }
  return all;
}

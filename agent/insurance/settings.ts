import * as z from 'zod';
import { components, datasets, linePaths } from '../../catalog/labels.ts';
import { durationMs, hostPort } from '../../lib/config.ts';
import { encodings } from '../logs/line-decoder.ts';
import { databaseKinds } from '../sql/settings.ts';

const absolute = z.string().regex(/^(\/|[A-Z]:\\)/, 'expected an absolute path');
/** Relative to `root`. */
const path = z.string().min(1);
const code = z.string().regex(/^-?[0-9A-Za-z_]{1,20}$/, 'expected a number or a word');

export const logFormats = ['beijing', 'national', 'his', 'error', 'download'] as const;
export type LogFormatName = (typeof logFormats)[number];

const LogSettings = z.strictObject({
  format: z.enum(logFormats),
  /** Files or patterns with `*`, relative to `root`. */
  files: z.array(path).min(1),
  encoding: z.enum(encodings).default('auto'),
});
export type InsuranceLogSettings = z.infer<typeof LogSettings>;

const defaultLogs = (
  [
    ['beijing', 'log/trade/*/*.txt'],
    ['national', 'log/net/*/*.txt'],
    ['error', 'log/error/*/*.txt'],
    ['download', 'log/download/*/*.txt'],
  ] as const
).map(([format, files]) => ({ format, files: [files] }));

const words = (...all: string[]) => z.array(z.string().min(1)).default(all);

/** What numbers and texts of answers mean; the defaults are those of docs/integration.md. */
export const CodeSettings = z.strictObject({
  /** A call that takes so long has no answer. */
  timeout: durationMs.prefault('10s'),
  /** The hospital's or the patient's side. */
  business: z.array(code).default(['1', '2', '3', '4', '5', '10001', '10002', '10003', '10004']),
  /** Warning numbers that say the center could not be asked. */
  offlineWarnings: z.array(code).default(['1']),
  /** Values of the label `code`; all else is `other`. */
  told: z
    .array(code)
    .max(30)
    .default(
      '1 2 3 4 5 11 12 21 22 31 32 33 51 10001 10002 10003 10004 -1 90001 90002 90003 pool_timeout worker_sleep worker_error'.split(
        ' ',
      ),
    ),
  /** Words by which a failed read of a card is known. */
  cardFailures: z
    .strictObject({
      psam: words('PSAM'),
      power_up: words('上电'),
      lost_card: words('挂失'),
      no_card: words('请插入', '无卡'),
    })
    .prefault({}),
  duplicateSubmit: words('频繁的提交'),
  /** Words of the error log and the code each is told as; the first that fits. */
  errors: z.array(z.strictObject({ words: z.string().min(1), code })).default([
    { words: 'obtaining a connection from the pool', code: 'pool_timeout' },
    { words: 'com处理服务错误：等待', code: 'worker_sleep' },
    { words: 'com处理服务', code: 'worker_error' },
  ]),
});
export type CodeSettings = z.infer<typeof CodeSettings>;

const ComponentSettings = z.strictObject({
  /** File with the number of the process. */
  pidFile: path.optional(),
  /** Unit of systemd. */
  unit: z
    .string()
    .regex(/^[\w:.@\\-]+\.service$/)
    .optional(),
  /** Short name of a Windows service. */
  windowsService: z
    .string()
    .regex(/^[^\\/]{1,256}$/)
    .optional(),
  port: hostPort.optional(),
  /** What the port must do: answer `GET /health` with 2xx, or take a connection. */
  check: z.enum(['http', 'tcp']).default('tcp'),
  versionFile: path.optional(),
  /** Says nothing of a component that is not installed: where this is not there. */
  installed: path.optional(),
});
export type ComponentSettings = z.infer<typeof ComponentSettings>;

const service = (name: string, port: number) => ({
  pidFile: `run/${name}.pid`,
  port: `127.0.0.1:${port}`,
  check: 'http' as const,
  versionFile: `app/${name}/VERSION`,
  installed: `app/${name}`,
});
const defaultComponents = {
  settle_core: service('settle_core', 7001),
  card_service: service('card_service', 7002),
  uploader: service('uploader', 7003),
  downloader: service('downloader', 7004),
  signer: service('signer', 7005),
  web_console: service('web_console', 7006),
};

const Target = z.discriminatedUnion('check', [
  z.strictObject({ check: z.literal('tcp'), target: hostPort }),
  z.strictObject({ check: z.literal('ping'), target: z.union([z.ipv4(), z.ipv6(), z.hostname()]) }),
]);
export type Target = z.infer<typeof Target>;

const LineSettings = z.strictObject({
  center: z.partialRecord(z.enum(linePaths), Target).default({}),
  gateway: Target.optional(),
  interval: durationMs.prefault('15s'),
});
export type LineSettings = z.infer<typeof LineSettings>;

const PairSettings = z.strictObject({
  role: z.enum(['primary', 'standby']),
  own: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:7007/ha'),
  peer: z.url({ protocol: /^https?$/ }),
  /** Address by which windows reach whoever is active: proof that somebody serves while the peer is silent. */
  service: hostPort.optional(),
  /** A standby behind by more is stale. */
  staleAfter: durationMs.prefault('300s'),
  interval: durationMs.prefault('15s'),
});
export type PairSettings = z.infer<typeof PairSettings>;

const identifier = z.string().regex(/^[A-Za-z_][\w$#]{0,63}(\.[A-Za-z_][\w$#]{0,63})?$/);

/** States of a trade that the product knows. */
export const tradeStates = ['pending', 'confirmed', 'failed', 'refunded', 'in_doubt'] as const;
export type TradeState = (typeof tradeStates)[number];

export const TableSettings = z
  .strictObject({
    kind: z.enum(databaseKinds),
    address: hostPort,
    database: z.string().min(1),
    user: z.string().min(1),
    passwordFile: absolute,
    tls: z.strictObject({ caFile: z.string().optional() }).optional(),
    interval: durationMs.prefault('60s'),
    timeout: durationMs.prefault('5s'),
    /** Of the times in the table where it is not the database's own; PostgreSQL only. */
    timeZone: z
      .string()
      .regex(/^[A-Za-z_]+(\/[A-Za-z_+-]+)*$/, 'expected a zone such as Asia/Shanghai')
      .optional(),
    /** `o_Trade`; `dbo.o_Trade` on SQL Server. */
    table: identifier.default('o_Trade'),
    columns: z
      .strictObject({
        date: identifier.default('T_TradeDate'),
        state: identifier.default('T_State'),
        all: identifier.default('FeeAll'),
        in: identifier.default('FeeIn'),
        out: identifier.default('FeeOut'),
        fund: identifier.default('FundPay'),
        self: identifier.default('SelfPayAll'),
        version: identifier.default('T_HisInterfaceVersion'),
      })
      .prefault({}),
    /** What a number of the state column means. */
    states: z
      .record(z.string().regex(/^-?\d{1,6}$/), z.enum(tradeStates))
      .default({ 3: 'pending', 4: 'confirmed', '-3': 'failed', 5: 'refunded', '-1': 'in_doubt' }),
  })
  .refine(
    ({ timeout, interval }) => timeout * 6 <= interval,
    'interval must be six times timeout or longer',
  );
export type TableSettings = z.infer<typeof TableSettings>;

const labelName = z.string().regex(/^[a-z][a-z0-9_]*$/);
export const PushedMetricSettings = z.strictObject({
  name: z
    .string()
    .regex(
      /^(?!yibao_|node_|process_|probe_)[a-z][a-z0-9_]*$/,
      'expected a name of your own such as site_queue',
    ),
  help: z.string().regex(/^[^\n\\]+$/),
  type: z.enum(['gauge', 'counter']).default('gauge'),
  /** Closed lists. */
  labels: z
    .record(
      labelName,
      z
        .array(z.string().regex(/^[^"\\\n]{1,64}$/))
        .min(1)
        .max(100),
    )
    .default({}),
});
export type PushedMetricSettings = z.infer<typeof PushedMetricSettings>;

const PushSettings = z.strictObject({
  /** Loopback only; nothing listens without it. */
  listen: hostPort
    .refine(
      ({ host }) => /^(127\.|::1$|localhost$)/.test(host),
      'expected an address of this machine such as 127.0.0.1:9102',
    )
    .optional(),
  /** One line; the file belongs to the agent's user alone. */
  tokenFile: absolute.optional(),
  statusFiles: path.default('run/status/*.json'),
  metrics: z.array(PushedMetricSettings).max(100).default([]),
});
export type PushSettings = z.infer<typeof PushSettings>;

const folderOf = <Name extends string>(names: readonly Name[], folder: string) =>
  Object.fromEntries(names.map((name) => [name, `${folder}/${name}`]));

/** The settlement system of this server; the defaults are the profile of docs/integration.md. `false` switches a part off. */
export const InsuranceSettings = z
  .strictObject({
    root: absolute.default('/opt/ybserver'),
    logs: z.array(LogSettings).default(() => defaultLogs.map((each) => LogSettings.parse(each))),
    /** Where to begin in logs that are there at the very first start. */
    firstStart: z.enum(['end', 'begin']).default('end'),
    /** How often folders, services, sign-in and card readers are looked at; slower matters in proportion. */
    interval: durationMs.prefault('15s'),
    codes: CodeSettings.prefault({}),
    upload: z.union([path, z.literal(false)]).default('upload'),
    download: z.union([path, z.literal(false)]).default('download'),
    datasets: z
      .union([z.partialRecord(z.enum(datasets), path), z.literal(false)])
      .default(folderOf(datasets, 'data')),
    components: z.partialRecord(z.enum(components), ComponentSettings).prefault(defaultComponents),
    line: LineSettings.optional(),
    pair: PairSettings.optional(),
    cardReaders: z
      .union([
        z.strictObject({ folder: path, silentAfter: durationMs.prefault('90s') }),
        z.literal(false),
      ])
      .prefault({ folder: 'run/card-readers' }),
    signIn: z.union([path, z.literal(false)]).default('run/sign-in.json'),
    certificates: z
      .union([z.partialRecord(z.enum(['sm2_sign', 'tls', 'ukey']), path), z.literal(false)])
      .default({ sm2_sign: 'cert/sm2_sign.pem', tls: 'cert/tls.pem', ukey: 'cert/ukey.pem' }),
    backups: z.union([path, z.literal(false)]).default('backup'),
    checksums: z
      .union([z.partialRecord(z.enum(['app', 'config', 'agent']), path), z.literal(false)])
      .default({ app: 'app/SHA256SUMS', config: 'config/SHA256SUMS' }),
    /** Folders whose size is told. */
    sizes: z
      .union([
        z.partialRecord(z.enum(['trade', 'net', 'download', 'error', 'data', 'upload']), path),
        z.literal(false),
      ])
      .default({
        trade: 'log/trade',
        net: 'log/net',
        download: 'log/download',
        error: 'log/error',
        data: 'data',
        upload: 'upload',
      }),
    clock: z
      .strictObject({
        /** Time server that is asked (SNTP); only the difference is read, nothing is set. */
        server: hostPort.optional(),
        interval: durationMs.prefault('60s'),
      })
      .prefault({}),
    table: TableSettings.optional(),
    push: PushSettings.prefault({}),
  })
  .refine(
    ({ logs }) =>
      !(
        logs.some(({ format }) => format === 'his') &&
        logs.some(({ format }) => format === 'national')
      ),
    'logs: national and his tell the same calls, expected one of them',
  )
  .refine(
    ({ push }) => push.listen === undefined || push.tokenFile !== undefined,
    'push.listen needs push.tokenFile',
  );
export type InsuranceSettings = z.infer<typeof InsuranceSettings>;

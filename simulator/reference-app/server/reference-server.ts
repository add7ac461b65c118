import { join } from 'node:path';
import type { Role } from '../../../catalog/labels.ts';
import { seedOf } from '../../fleet/random.ts';
import type { Dice } from '../agenda/dice.ts';
import type { ServerConfig } from '../config.ts';
import type { Reply } from '../line/bureau-client.ts';
import { Bodies } from '../logs/bodies.ts';
import { ServerLogs } from '../logs/server-logs.ts';
import { compact, day, toSecond } from '../logs/times.ts';
import { type TradeVersions, tradeStates } from '../storage/trade.ts';
import { TradeTable } from '../storage/trade-table.ts';
import type { World } from '../world.ts';
import { firstInterfaceVersion } from './components.ts';
import { goodServerConditions } from './conditions.ts';
import { DatasetStore } from './dataset-store.ts';
import { ServerFiles } from './files.ts';
import { Services } from './services.ts';
import { UploadSpool } from './upload-spool.ts';
import { Workers } from './workers.ts';

export interface ServerPlace {
  readonly config: ServerConfig;
  readonly role: Role;
  /** Third part of its trade numbers: 0A, 0B. */
  readonly branch: string;
}

interface SignIn {
  signNo: string;
  isValid: boolean;
  signedInMs: number;
  untilMs: number;
}

/** A front-end server: its state, and what it keeps on disk and in its database. */
export class ReferenceServer {
  readonly id: string;
  readonly role: Role;
  readonly world: World;
  readonly seed: number;
  readonly conditions = goodServerConditions();
  readonly bodies: Bodies;
  readonly files: ServerFiles;
  readonly logs: ServerLogs;
  readonly spool: UploadSpool;
  readonly datasets: DatasetStore;
  readonly services: Services;
  readonly workers: Workers;
  readonly signIn: SignIn = { signNo: '', isValid: false, signedInMs: 0, untilMs: 0 };
  /** Serves the windows now. */
  isActive: boolean;
  isOn = false;
  /** A visit of an earlier start of the machine ends when it sees another number. */
  boots = 0;
  clockOffsetMs = 0;
  working = 0;
  /** How many visits and other things it has begun; decides their chance. */
  visits: number;
  interfaceVersion = firstInterfaceVersion;
  /** Trades in doubt that are being asked about. */
  readonly inResolution = new Set<string>();
  /** Of the last patient who was settled. */
  lastTradeNo: string | undefined;
  /** Since when the bureau cannot be reached; undefined while it can. */
  offlineSinceMs: number | undefined;
  offlineMs = 0;
  /** Since when the partner has not everything. */
  behindSinceMs: number | undefined;
  readonly #branch: string;
  #table: TradeTable | undefined;
  #serialDay = '';
  #serial = 0;
  #messages = 0;

  constructor(world: World, { config, role, branch }: ServerPlace) {
    const { logs, data } = world.config;
    const root = join(data, config.id);
    this.world = world;
    this.id = config.id;
    this.role = role;
    this.#branch = branch;
    this.isActive = role !== 'standby';
    this.seed = seedOf(config.id, world.config.seed);
    // Goes on where an earlier run has stopped: no two visits have the same chance.
    this.visits = world.agenda.nowMs % 2 ** 31;
    this.bodies = new Bodies(logs.bodies, logs.bodyBytes);
    this.files = new ServerFiles(root);
    this.logs = new ServerLogs({
      ...{ server: this.id, root, books: world.books, seed: this.seed },
      now: () => this.now(),
      nationalLog: world.config.interface === 'his' ? 'hislog' : 'net',
      malformedShare: logs.malformedShare,
    });
    this.spool = new UploadSpool(join(root, 'upload'));
    this.datasets = new DatasetStore(join(root, 'data'));
    this.workers = new Workers(Math.max(4, world.config.hospital.windows));
    this.services = new Services({
      ...{ root, host: '127.0.0.1', firstPort: config.ports, databaseUrl: config.database },
      ha: () => this.ha(),
    });
  }

  /** Its own clock, right or wrong. */
  now(): number {
    return this.world.agenda.nowMs + this.clockOffsetMs;
  }

  get canSettle(): boolean {
    const { services } = this;
    return this.isOn && services.isRunning('settle_core') && !services.isHung('settle_core');
  }

  /** Calls that run now; to a hung service, those of the waiting patients too. */
  get inFlight(): number {
    return this.working + (this.services.isHung('settle_core') ? this.workers.waiting : 0);
  }

  get table(): TradeTable {
    if (this.#table === undefined) throw new Error(`${this.id}: its table is not open yet`);
    return this.#table;
  }

  /** Opens its table through the port of its database service. */
  async openTable(onError: (error: Error) => void): Promise<void> {
    this.#table = await TradeTable.open(this.services.db.url, onError);
  }

  async close(): Promise<void> {
    await this.#table?.close();
    await this.services.stopAll();
    this.logs.close();
  }

  get isTableOpen(): boolean {
    return this.#table !== undefined;
  }

  /** Institution 8, branch 2, yyMMdd, serial 6; goes on behind the last one of the table. */
  async nextTradeNo(): Promise<string> {
    const today = day(this.now()).slice(2);
    const prefix = `${this.world.config.hospital.code}${this.#branch}${today}`;
    if (today !== this.#serialDay) {
      this.#serial = await this.table.lastSerial(prefix);
      this.#serialDay = today;
    }
    this.#serial += 1;
    return prefix + String(this.#serial).padStart(6, '0');
  }

  /** Settled trades whose record was lost in a crash wait to be sent again. */
  async restoreRecords(): Promise<void> {
    const prefix = `${this.world.config.hospital.code}${this.#branch}`;
    for (const { tradeNo, state, feeAll } of await this.table.unsent(prefix)) {
      if (this.spool.has(tradeNo)) continue;
      const mode = state === tradeStates.pending ? 'offline' : 'online';
      this.spool.put({ recordNo: tradeNo, queue: 'trade', mode, feeAll });
      this.world.books.add(this.id, ['record_restored']);
    }
  }

  /** fixmedins_code 12, time 14, serial 4. */
  nextMsgid(): string {
    this.#messages = (this.#messages + 1) % 10_000;
    const time = compact(this.now()).slice(0, 14);
    return `${this.nationalCode}${time}${String(this.#messages).padStart(4, '0')}`;
  }

  /** H, region 990101 and five digits. */
  get nationalCode(): string {
    return `H990101${this.world.config.hospital.code.slice(3)}`;
  }

  /** Asks the bureau; notes whether it can be reached. */
  async ask({ infno, msgid, input, dice }: Ask): Promise<Reply> {
    const reply = await this.world.client.call(
      {
        ...{ infno, msgid, input },
        inf_time: toSecond(this.now()),
        infver: this.interfaceVersion,
        sign_no: this.signIn.signNo,
        fixmedins_code: this.nationalCode,
        dev_no: this.id,
      },
      dice,
    );
    this.#noteReach(reply.outcome !== 'no-line');
    return reply;
  }

  /** Seconds without the bureau since the start. */
  get offlineSeconds(): number {
    const running =
      this.offlineSinceMs === undefined ? 0 : this.world.agenda.nowMs - this.offlineSinceMs;
    return (this.offlineMs + running) / 1000;
  }

  get versions(): TradeVersions {
    return {
      redlist: this.datasets.current('redlist'),
      policy: this.datasets.current('policy'),
      catalog: this.datasets.current('catalog_drug'),
      sign: this.services.version('signer'),
      interface: this.interfaceVersion,
    };
  }

  /** How far the partner is behind this server, in seconds. */
  get lagSeconds(): number {
    const since = this.behindSinceMs;
    return since === undefined ? 0 : (this.world.agenda.nowMs - since) / 1000;
  }

  /** What its ha_agent tells; docs/integration.md, chapter 6. */
  ha(): object {
    const { role, isActive } = this;
    const settleCore = this.services.version('settle_core');
    const versions = { settle_core: settleCore, redlist: this.datasets.current('redlist') };
    return { role, active: isActive, replicationLagSeconds: this.lagSeconds, versions };
  }

  #noteReach(isReached: boolean): void {
    const { nowMs } = this.world.agenda;
    if (!isReached) this.offlineSinceMs ??= nowMs;
    else if (this.offlineSinceMs !== undefined) {
      this.offlineMs += nowMs - this.offlineSinceMs;
      this.offlineSinceMs = undefined;
    }
  }
}

interface Ask {
  readonly infno: string;
  readonly msgid: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly dice: Dice;
}

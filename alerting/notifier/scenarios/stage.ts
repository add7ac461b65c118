import { mkdirSync, writeFileSync } from 'node:fs';
import type { Clock } from '../../../lib/clock.ts';
import { formatDuration, parseDuration } from '../../../lib/duration.ts';
import { silentLog } from '../../../lib/json-log.ts';
import { Dispatcher } from '../dispatcher.ts';
import { sealEnvelope } from '../envelope.ts';
import type { Act } from '../incidents/act.ts';
import { type Medium, media } from '../incidents/incident.ts';
import { Roster } from '../people/roster.ts';
import type { Person, Planning } from '../planner.ts';
import { Pump } from '../pump.ts';
import { nextIntentDueAt } from '../storage/outbox.ts';
import { missReceipts, takeReceipt } from '../storage/receipts.ts';
import { openStore, type Store } from '../storage/store.ts';
import { Wal } from '../wal/wal.ts';
import { Watchdog } from '../watchdog.ts';
import { AlertLines } from './alert-line.ts';
import { alertWebhook } from './alert-webhook.ts';
import { callingBy, floodSettings } from './calling.ts';
import { type Arrived, InboxChannel } from './inbox-channel.ts';
import type { Scenario, StoryEvent } from './scenario.ts';

interface Given {
  readonly clock: Clock & { moveTo(ms: number): void };
  readonly folder: string;
  readonly database: string;
}

const names = {
  districts: { '110105': '朝阳区', '110108': '海淀区' },
  hospitals: Object.fromEntries(
    ['一', '二', '三', '四', '五', '六', '七'].map((word, at) => [
      `9901000${at + 1}`,
      { name: `示例${word}院`, shortName: `示例${word}院`, district: '110105', level: '3' },
    ]),
  ),
};

const reach = { email: 'x@example.invalid', mobile: '13800000001' };
const settings = {
  flood: floodSettings,
  ...{ reopenWithinMs: 1_800_000, graceMs: 300_000 },
  ...{ bundleAbove: 5, bundleWithinMs: 120_000 },
};
/** As in the example configuration. */
const throttle = [
  { count: 1, withinMs: 60_000 },
  { count: 5, withinMs: 900_000 },
];
const retry = { firstMs: 5000, maxMs: 60_000, giveUpAfterMs: 86_400_000, random: () => 1 };

/** Plays a story: the real log, database, engine and outbox; only the clock and the last meter are made up. */
export class Stage {
  readonly #given: Given;
  readonly #alerts = new AlertLines();
  readonly #channels: readonly InboxChannel[];
  readonly #people: ReadonlyMap<string, Person>;
  readonly #store: Store;
  readonly #hasWatchdog: boolean;
  readonly #calling: Pick<Planning, 'policy' | 'personsOf'>;
  #wal: Wal;
  #pump: Pump;
  #dispatchers: readonly Dispatcher[];
  #watchdog: Watchdog;

  private constructor(given: Given, scenario: Scenario, wal: Wal) {
    this.#given = given;
    this.#people = peopleOf(scenario.people);
    this.#hasWatchdog = scenario.events.some(({ kind }) => kind === 'watchdog');
    this.#calling = this.#callingOf(scenario);
    const now = () => given.clock.now();
    const gateways = scenario.gateways.length > 0 ? scenario.gateways : ['sms'];
    this.#channels = [
      ...gateways.map((line) => {
        const [name = '', word] = line.split(' ');
        return new InboxChannel('sms', now, { name, receipts: word === 'receipts' });
      }),
      new InboxChannel('mail', now),
    ];
    this.#store = openStore(given.database, silentLog);
    this.#wal = wal;
    this.#pump = this.#newPump();
    this.#dispatchers = this.#newDispatchers();
    this.#watchdog = this.#newWatchdog();
  }

  /** Plays it to its end and returns the messages as they stand in a story. */
  static async play(scenario: Scenario, given: Given): Promise<string> {
    const stage = new Stage(given, scenario, await openWal(given));
    try {
      await stage.#playAll(scenario);
      return stage.#told();
    } finally {
      await stage.#pump.close();
      await stage.#wal.close();
      await stage.#store.close();
    }
  }

  async #playAll({ events, endMs }: Scenario): Promise<void> {
    const { clock } = this.#given;
    const start = clock.now();
    for (const event of [...events].sort((left, right) => left.atMs - right.atMs)) {
      await this.#passUntil(start + event.atMs);
      await this.#happen(event);
      await this.#work();
    }
    await this.#passUntil(start + endMs);
  }

  /** Lets time pass from one thing that is due to the next. */
  async #passUntil(end: number): Promise<void> {
    const { clock } = this.#given;
    for (;;) {
      await this.#work();
      const due = [
        await nextIntentDueAt(this.#store.db),
        this.#pump.engine?.nextDueAt(),
        ...(this.#hasWatchdog ? [clock.now() + 30_000] : []),
      ];
      const later = due.filter((one): one is number => one !== undefined && one > clock.now());
      const next = Math.min(...later, end);
      clock.moveTo(next);
      if (next >= end) return;
    }
  }

  async #work(): Promise<void> {
    await this.#watchdog.check();
    await this.#pump.turn();
    const epoch = this.#pump.engine?.epoch ?? 0;
    for (const dispatcher of this.#dispatchers) await dispatcher.turn(epoch);
    const { engine } = this.#pump;
    if (engine === undefined) return;
    const given = {
      ...{ epoch, at: this.#given.clock.now() },
      waysOf: (name: string) => (name === 'mail' ? 1 : this.#channels.length - 1),
    };
    const { db } = this.#store;
    for (const receipt of this.#channels.flatMap((channel) => channel.receipts())) {
      await takeReceipt(db, receipt, given);
    }
    await missReceipts(db, given);
    await engine.tick(given.at);
    for (const dispatcher of this.#dispatchers) await dispatcher.turn(epoch);
  }

  async #happen({ kind, lines }: StoryEvent): Promise<void> {
    switch (kind) {
      case 'webhook':
      case 'digest':
        return this.#receive(kind === 'webhook' ? 'am' : 'digest', lines);
      case 'lost': // it happened, and no webhook tells
        for (const line of lines) this.#alerts.read(line, this.#given.clock.now());
        return;
      case 'channel':
        return this.#breakChannels(lines);
      case 'act':
        return this.#act(lines);
      case 'watchdog':
        return this.#watchdog.beat();
      case 'restart':
        return this.#restart();
      default:
        return kind satisfies never;
    }
  }

  async #receive(door: 'am' | 'digest', lines: readonly string[]): Promise<void> {
    const { clock } = this.#given;
    const alerts = lines.map((line) => this.#alerts.read(line, clock.now()));
    const body = Buffer.from(JSON.stringify({ ...alertWebhook([]), alerts }));
    await this.#wal.append(sealEnvelope(clock.now(), door, body));
  }

  /** `duty-1 snooze A0001 30m`. */
  async #act(lines: readonly string[]): Promise<void> {
    const at = this.#given.clock.now();
    for (const line of lines) {
      const [by = '', word, ticket, ...rest] = line.split(' ');
      const { engine } = this.#pump;
      const incident = [...(engine?.live.values() ?? [])].find((one) => one.ticket === ticket);
      const refused = await engine?.act(incident?.id ?? 0, actOf(word, rest.join(' '), at), {
        ...{ by, at, via: { door: 'story' } },
      });
      if (refused !== undefined) throw new Error(`${line}: ${refused}`);
    }
  }

  /** Without a rota everybody is on duty. */
  #callingOf({ calls, rotas }: Scenario): Pick<Planning, 'policy' | 'personsOf'> {
    const persons = [...this.#people.keys()];
    const calling = callingBy(calls, rotas.size === 0 ? persons : [...rotas.keys()]);
    if (rotas.size === 0) return calling;
    const { clock, folder } = this.#given;
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of rotas) writeFileSync(fileOf(folder, name), text);
    const isRota = (name: string) => !name.endsWith('/override');
    const files = [...rotas.keys()].filter(isRota).map((name) => {
      const override = `${name}/override`;
      const calendar = fileOf(folder, name);
      const given = rotas.has(override) ? { override: fileOf(folder, override) } : {};
      return [name, { calendar, ...given, otherwise: persons }] as const;
    });
    const roster = new Roster({
      ...{ rotas: Object.fromEntries(files), teams: {}, clock, log: silentLog },
      ...{ people: Object.fromEntries(this.#people), timeZone: 'Asia/Shanghai' },
    });
    return { ...calling, personsOf: (ids, at) => roster.personsOf(ids.filter(isRota), at) };
  }

  #breakChannels(lines: readonly string[]): void {
    for (const line of lines) {
      const [medium, state = ''] = line.split(' ');
      this.#channels.find(({ name }) => name === medium)?.become(state);
    }
  }

  async #restart(): Promise<void> {
    await this.#pump.close();
    await this.#wal.close();
    this.#wal = await openWal(this.#given);
    this.#pump = this.#newPump();
    this.#dispatchers = this.#newDispatchers();
    this.#watchdog = this.#newWatchdog();
  }

  #newPump(): Pump {
    const { clock } = this.#given;
    const planning = (): Planning => ({
      ...{ people: this.#people, names, ...this.#calling },
      ...{ timeZone: 'Asia/Shanghai', signature: '【医保运维】', holdPerRoundMs: 300_000 },
      consoleUrl: 'http://127.0.0.1:8440',
    });
    return new Pump({
      ...{ wal: this.#wal, clock, log: silentLog, onSkipped: () => {}, onDamage: () => {} },
      startEngine: () =>
        this.#store.startEngine({ log: this.#wal.identity, settings, planning }, clock.now()),
    });
  }

  #newDispatchers(): readonly Dispatcher[] {
    const parts = {
      db: this.#store.db,
      clock: this.#given.clock,
      people: this.#people,
      retry,
      throttle,
    };
    return media.map((medium) => {
      const channels = this.#channels.filter((one) => one.medium === medium);
      return new Dispatcher({ ...parts, medium, channels, onAttempt: () => {} });
    });
  }

  #newWatchdog(): Watchdog {
    return new Watchdog({
      clock: this.#given.clock,
      missingAfterMs: this.#hasWatchdog ? 180_000 : Number.POSITIVE_INFINITY,
      file: `${this.#given.folder}-watchdog`,
      report: async (webhook) => {
        const body = Buffer.from(JSON.stringify(webhook));
        await this.#wal.append(sealEnvelope(this.#given.clock.now(), 'self', body));
      },
    });
  }

  #told(): string {
    const by = (medium: Medium) => {
      const own = this.#channels.filter((one) => one.medium === medium);
      const mark = ({ name }: InboxChannel) => (own.length > 1 ? `[${name}] ` : '');
      return own.flatMap((one) =>
        one.arrived.map((got) => ({ ...got, text: mark(one) + got.text })),
      );
    };
    return `--- sms\n${this.#lines(by('sms'))}--- mail\n${this.#lines(by('mail'))}`;
  }

  #lines(arrived: readonly Arrived[]): string {
    const start = (this.#given.clock as { startedAt?: number }).startedAt ?? 0;
    return [...arrived]
      .sort((left, right) => left.at - right.at || (left.person < right.person ? -1 : 1))
      .map(({ at, person, text }) => `${formatDuration(at - start)} ${person} ${text}\n`)
      .join('');
  }
}

function actOf(word: string | undefined, rest: string, at: number): Act {
  if (word === 'ack' || word === 'escalate') return { kind: word };
  if (word === 'snooze') return { kind: 'snooze', untilMs: at + parseDuration(rest) };
  return { kind: 'comment', text: rest };
}

function fileOf(folder: string, rota: string): string {
  return `${folder}/../${rota.replace('/', '-')}.ics`;
}

function openWal({ folder, clock }: Given): Promise<Wal> {
  const limits = { segmentBytes: 1_000_000, keepMs: 86_400_000, maxBytes: 10_000_000 };
  return Wal.open({ folder, clock, ...limits });
}

/** `duty-2 en mail` for each; without any, one person who reads Chinese and has both. */
function peopleOf(lines: readonly string[]): ReadonlyMap<string, Person> {
  const rows = lines.length === 0 ? ['duty-1 zh mail sms'] : lines;
  return new Map(
    rows.map((line) => {
      const [id = '', language, ...media] = line.split(' ');
      const has = (medium: string) => media.includes(medium);
      const person: Person = {
        name: id,
        languages: language === 'en' ? ['en'] : ['zh'],
        ...(has('mail') ? { email: reach.email } : {}),
        ...(has('sms') ? { mobile: reach.mobile } : {}),
      };
      return [id, person];
    }),
  );
}

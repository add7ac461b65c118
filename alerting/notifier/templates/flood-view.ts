import type { NamesPage } from '../names.ts';
import type { MailView } from './mail-view.ts';
import { shorten, smsLength } from './sms-length.ts';
import { type Language, placeName } from './story.ts';
import { dateTime } from './times.ts';

/** A message that was not sent one by one. */
export interface HeldRow {
  readonly ticket: string;
  readonly district: string | null;
  readonly code: string;
  readonly priority: string;
  readonly opened: Date;
  readonly alertname: string;
  readonly annotations: Readonly<Record<string, string>>;
}

export interface FloodContent {
  /** One row for each incident. */
  readonly rows: readonly HeldRow[];
  readonly at: number;
}

interface Setting {
  readonly names: NamesPage;
  readonly timeZone: string;
  readonly consoleUrl: string;
  readonly signature: string;
}

const words = {
  zh: {
    kicker: '汇总',
    head: ['级别', '告警', '对象', '开始', '单号'],
    table: '明细',
    facts: ['告警', '片区', '主要原因'],
    more: (n: number) => `另有 ${n} 条未列出`,
    headline: (count: number) => `另有新告警 ${count} 起`,
    footer: '告警较多，期间单条消息暂停，每十分钟汇总一次；全市和片区级告警照常单发。',
    board: '打开大屏',
  },
  en: {
    kicker: 'Summary',
    head: ['Priority', 'Alert', 'Object', 'Start', 'Ticket'],
    table: 'Incidents',
    facts: ['Incidents', 'Districts', 'Main causes'],
    more: (n: number) => `${n} more are not listed`,
    headline: (count: number) => `${count} more alarms`,
    footer:
      'Many alarms: single messages pause, a summary comes every ten minutes; alarms of an area still come at once.',
    board: 'Open the wallboard',
  },
} as const;

const rowsShown = 50;
const causesShown = 5;

/** One SMS: how many, where, and why, as far as there is room. */
export function floodSms({ rows }: FloodContent, setting: Setting, language: Language) {
  const where = counts(rows.map((row) => districtOf(row, setting.names)));
  const why = counts(rows.map((row) => causeOf(row, language)));
  const text = (places: readonly Counted[], causes: readonly Counted[]): string =>
    language === 'zh'
      ? `${setting.signature}汇总，另有新告警${rows.length}起：${list(places, '、')}。` +
        `${causes.length === 0 ? '' : `主因${list(causes, '、')}。`}请看大屏`
      : `YB summary: ${rows.length} more alarms: ${list(places, ', ')}. ` +
        `${causes.length === 0 ? '' : `${list(causes, ', ')}. `}See the wallboard`;
  for (let room = causesShown; room >= 0; room -= 1) {
    for (let places = Math.min(4, where.length); places >= 1; places -= 1) {
      const one = text(where.slice(0, places), why.slice(0, room));
      if (smsLength(one).parts <= 1) return one;
    }
  }
  return shorten(text(where.slice(0, 1), []), language === 'zh' ? 70 : 160);
}

export function floodView(content: FloodContent, setting: Setting, language: Language): MailView {
  const word = words[language];
  const { rows } = content;
  const [all, districts, causes] = word.facts;
  return {
    language,
    tone: rows.some(({ priority }) => priority === 'P1') ? 'P1' : 'P2',
    kicker: word.kicker,
    ticket: '',
    place: word.headline(rows.length),
    headline: dateTime(content.at, setting.timeZone),
    facts: [
      [all, String(rows.length)],
      [districts, list(counts(rows.map((row) => districtOf(row, setting.names))), ', ')],
      [causes, list(counts(rows.map((row) => causeOf(row, language))).slice(0, causesShown), ', ')],
    ],
    table: {
      caption: `${word.table} (${rows.length})`,
      head: word.head,
      rows: rows
        .slice(0, rowsShown)
        .map((row) => [
          row.priority,
          causeOf(row, language),
          placeName({ kind: 'hospital', code: row.code }, setting.names, language).full,
          dateTime(row.opened.getTime(), setting.timeZone),
          row.ticket,
        ]),
      more: rows.length > rowsShown ? word.more(rows.length - rowsShown) : '',
    },
    advice: undefined,
    links: [[word.board, new URL('/d/yibao-wallboard', setting.consoleUrl).href]],
    footer: word.footer,
  };
}

type Counted = readonly [name: string, count: number];

/** Most frequent first. */
function counts(names: readonly string[]): readonly Counted[] {
  const groups = Map.groupBy(names, (name) => name);
  return [...groups]
    .map(([name, all]) => [name, all.length] as const)
    .sort((left, right) => right[1] - left[1]);
}

function list(items: readonly Counted[], comma: string): string {
  return items.map(([name, count]) => `${name} ${count}`).join(comma);
}

function districtOf({ district }: HeldRow, names: NamesPage): string {
  return district === null ? '-' : (names.districts[district] ?? district);
}

function causeOf({ annotations, alertname }: HeldRow, language: Language): string {
  return (language === 'zh' ? annotations.short_zh : annotations.short_en) ?? alertname;
}

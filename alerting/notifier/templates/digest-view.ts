import type { Place } from '../incidents/incident.ts';
import type { NamesPage } from '../names.ts';
import type { MailView } from './mail-view.ts';
import { type Language, placeName } from './story.ts';
import { dateTime } from './times.ts';

interface DigestRow {
  readonly ticket: string;
  readonly kind: Place['kind'];
  readonly code: string;
  readonly priority: string;
  readonly phase: string;
  readonly opened: Date;
  readonly alertname: string;
  readonly annotations: Readonly<Record<string, string>>;
}

export interface DigestContent {
  /** P4 incidents that no digest has told yet. */
  readonly notices: readonly DigestRow[];
  /** Louder ones that are still open. */
  readonly open: readonly DigestRow[];
  /** Messages of the last day that did not arrive. */
  readonly failed: number;
  /** Last hash of the ledger: whoever keeps these mails can prove that no past was rewritten. */
  readonly head: string;
  readonly at: number;
}

interface Setting {
  readonly names: NamesPage;
  readonly timeZone: string;
  readonly consoleUrl: string;
}

const words = {
  zh: {
    kicker: '日报',
    headline: '医保瞭望日报',
    notices: '提示',
    open: '未恢复',
    failed: '未送达消息',
    ledger: '账本摘要',
    head: ['级别', '告警', '对象', '开始', '单号'],
    table: '明细',
    board: '打开大屏',
    footer: '本邮件由医保瞭望每日自动发出，请勿直接回复。',
  },
  en: {
    kicker: 'Daily digest',
    headline: 'Daily digest of yibao-watch',
    notices: 'Notices',
    open: 'Still open',
    failed: 'Messages not delivered',
    ledger: 'Ledger hash',
    head: ['Priority', 'Alert', 'Object', 'Start', 'Ticket'],
    table: 'Incidents',
    board: 'Open the wallboard',
    footer: 'Sent automatically every day by yibao-watch; please do not reply.',
  },
} as const;

export function digestView(content: DigestContent, setting: Setting, language: Language): MailView {
  const word = words[language];
  const { notices, open, failed, head, at } = content;
  const rows = [...open, ...notices];
  return {
    language,
    tone: open.length > 0 ? 'P2' : 'P4',
    kicker: word.kicker,
    ticket: '',
    place: word.headline,
    headline: dateTime(at, setting.timeZone),
    facts: [
      [word.open, String(open.length)],
      [word.notices, String(notices.length)],
      [word.failed, String(failed)],
      [word.ledger, head],
    ],
    table: {
      caption: `${word.table} (${rows.length})`,
      head: word.head,
      rows: rows.map((row) => [
        row.priority,
        nameOf(row, language),
        placeName(row, setting.names, language).full,
        dateTime(row.opened.getTime(), setting.timeZone),
        row.ticket,
      ]),
      more: '',
    },
    advice: undefined,
    links: [[word.board, new URL('/d/yibao-wallboard', setting.consoleUrl).href]],
    footer: word.footer,
  };
}

function nameOf({ annotations, alertname }: DigestRow, language: Language): string {
  return (language === 'zh' ? annotations.short_zh : annotations.short_en) ?? alertname;
}

import type { Priority } from '../../../catalog/severities.ts';
import { activeMembers, rootOf } from '../incidents/incident.ts';
import { linksOf } from './mail-links.ts';
import { type MemberTable, memberTable } from './member-table.ts';
import { type Language, placeName, type Story } from './story.ts';
import { dateTime, spokenDuration } from './times.ts';
import {
  alarmName,
  consequence,
  firstAid,
  hospitalsAffected,
  kindWord,
  observation,
  since,
  urgencyWord,
} from './words.ts';

/** What a mail says, before it is text or HTML. */
export interface MailView {
  readonly language: Language;
  readonly tone: Priority | 'resolved';
  /** Small line above: what kind of message this is. */
  readonly kicker: string;
  /** What a person reads out on the telephone; empty in a digest. */
  readonly ticket: string;
  readonly place: string;
  readonly headline: string;
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly table: MemberTable;
  readonly advice: readonly [label: string, value: string] | undefined;
  readonly links: readonly (readonly [label: string, href: string])[];
  readonly footer: string;
}

const labels = {
  zh: {
    what: '现象',
    impact: '影响',
    begun: '开始时间',
    ended: '恢复时间',
    ticket: '单号',
    handled: '已自动处理',
    nothing: '无，本系统只观测，不改动服务器',
    extent: '范围',
    advice: '建议',
    footer: '本邮件由医保瞭望自动发出，请勿直接回复。',
  },
  en: {
    what: 'What',
    impact: 'Impact',
    begun: 'Since',
    ended: 'Resolved',
    ticket: 'Ticket',
    handled: 'Done automatically',
    nothing: 'nothing; this system only observes',
    extent: 'Extent',
    advice: 'What to do',
    footer: 'Sent automatically by yibao-watch; please do not reply.',
  },
} as const;

/** `[P1] 示例一院 · 中心专线中断 · 05-13 09:12 · A4821`: the same words all through a thread but the first. */
export function mailSubject(story: Story, language: Language): string {
  const { incident, kind } = story.announcement;
  const word = kind === 'opened' ? '' : ` ${kindWord(kind, language)}`;
  const head =
    kind === 'resolved' ? `[${kindWord(kind, language)}]` : `[${incident.priority}]${word}`;
  const place = placeName(incident.place, story.names, language).full;
  const what = `${place} · ${asTitle(alarmName(rootOf(incident), language))}`;
  return `${head} ${what} · ${dateTime(since(incident), story.timeZone)} · ${incident.ticket}`;
}

export function mailView(story: Story, language: Language): MailView {
  const { incident, kind } = story.announcement;
  const word = labels[language];
  const root = rootOf(incident);
  const hasEnded = kind === 'resolved';
  const action = firstAid(root, language);
  const priority = `${incident.priority} ${urgencyWord(incident.priority, language)}`;
  return {
    language,
    tone: hasEnded ? 'resolved' : incident.priority,
    kicker: `${kindWord(kind, language)} · ${priority}`,
    ticket: incident.ticket,
    place: placeName(incident.place, story.names, language).full,
    headline: asTitle(alarmName(root, language)),
    facts: [
      [word.what, withNames(observation(incident, language), story)],
      ...(hasEnded ? [] : [[word.impact, withNames(consequence(root, language), story)]]),
      [word.begun, begun(story, language)],
      ...endedFact(story, language),
      [word.extent, extent(story, language)],
      ...(hasEnded ? [] : [[word.handled, word.nothing]]),
      [word.ticket, incident.ticket],
    ].flatMap(([label = '', value = '']) => (value === '' ? [] : [[label, value] as const])),
    table: memberTable(story, language),
    advice: hasEnded || action === '' ? undefined : [word.advice, action],
    links: linksOf(story, language),
    footer: word.footer,
  };
}

/** Rules write names of alarms as they stand within an English sentence. */
function asTitle(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function begun(
  { announcement: { incident, kind }, at, timeZone }: Story,
  language: Language,
): string {
  const from = since(incident);
  if (kind === 'resolved') return dateTime(from, timeZone);
  const lasted = spokenDuration(at - from, language);
  return `${dateTime(from, timeZone)}${language === 'zh' ? `（已持续${lasted}）` : ` (${lasted} ago)`}`;
}

function endedFact(
  { announcement: { incident, kind }, at, timeZone }: Story,
  language: Language,
): readonly (readonly [string, string])[] {
  if (kind !== 'resolved') return [];
  const end = incident.resolvedAt ?? at;
  const lasted = spokenDuration(end - since(incident), language);
  const text = language === 'zh' ? `（历时${lasted}）` : ` (after ${lasted})`;
  return [[labels[language].ended, dateTime(end, timeZone) + text]];
}

/** Rules know codes, people know names. */
function withNames(text: string, { announcement: { incident }, names }: Story): string {
  const hospital = incident.place.kind === 'hospital' ? incident.place.code : '';
  const known = [
    [hospital, names.hospitals[hospital]?.name],
    [incident.district ?? '', names.districts[incident.district ?? '']],
  ] as const;
  return known.reduce(
    (all, [code, name]) =>
      code === '' || name === undefined
        ? all
        : all.replaceAll(new RegExp(`((医院|片区|hospital|district) )?\\b${code}\\b`, 'gi'), name),
    text,
  );
}

/** How far it reaches, as far as it can be counted. */
function extent({ announcement: { incident }, names }: Story, language: Language): string {
  const servers = new Set(incident.members.flatMap(({ labels: { server } }) => server ?? [])).size;
  const hospital = names.hospitals[incident.place.code];
  const district = names.districts[incident.district ?? ''];
  const alerts = activeMembers(incident).length || incident.members.length;
  const isChinese = language === 'zh';
  const affected = hospitalsAffected(incident);
  const parts = [
    affected !== undefined && (isChinese ? `${affected} 家医院` : `${affected} hospitals`),
    district !== undefined && incident.place.kind === 'hospital' && district,
    hospital !== undefined && (isChinese ? levelZh[hospital.level] : `level ${hospital.level}`),
    servers > 0 && (isChinese ? `涉及 ${servers} 台服务器` : counting(servers, 'server')),
    isChinese ? `${alerts} 条告警` : counting(alerts, 'alert'),
  ];
  return parts.filter(Boolean).join(isChinese ? '，' : ', ');
}

function counting(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

const levelZh: Readonly<Record<string, string>> = { 3: '三级', 2: '二级', 1: '一级', 0: '未评级' };

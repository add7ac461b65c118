import { rootOf } from '../incidents/incident.ts';
import { shorten, smsLength } from './sms-length.ts';
import { type Language, placeName, type Story } from './story.ts';
import { shortTime, spokenDuration } from './times.ts';
import { alarmName, firstAid, hospitalsAffected, since, urgencyWord } from './words.ts';

/** The variable parts of a text. Each is short on its own, as the strictest provider wants. */
interface Variables {
  readonly urgency: string;
  readonly place: string;
  readonly alarm: string;
  readonly action: string;
  readonly time: string;
  readonly end: string;
  readonly duration: string;
  readonly count: number | undefined;
  readonly ticket: string;
}

type Template = (v: Variables) => string;

/** Most units of a variable. The Chinese ones are those of approved templates (domain document, 7.1). */
const longest = {
  zh: { place: 12, alarm: 20, action: 12 },
  en: { place: 24, alarm: 40, action: 40 },
} as const;
/** In this order they give way when a long signature or an English text leaves too little room. */
const givesWay = ['action', 'alarm', 'place'] as const;
const shortestName = 4;
/** Half a piece of advice may be a wrong one: it is rather left out. */
const usefulAdvice = 0.6;

/** One SMS, always: what is too long is shortened, never split. */
export function smsText(story: Story, language: Language): string {
  const templates = language === 'zh' ? chinese(story.signature) : english;
  const variables = clamped(variablesOf(story, language), language);
  return fit(templates[nameOf(story)], variables);
}

type Name = 'alarm' | 'recovery' | 'area' | 'escalation' | 'reminder';

/** A text that a provider has approved, by our name for it, and its variables. */
export interface SmsTemplate {
  readonly name: Name;
  readonly params: Readonly<Record<string, string>>;
}

/** The Chinese text as template and variables, each within the limits of the strictest provider. */
export function smsTemplate(story: Story): SmsTemplate {
  const variables = clamped(variablesOf(story, 'zh'), 'zh');
  const given = Object.entries(variables).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return { name: nameOf(story), params: Object.fromEntries(given) };
}

function nameOf({ announcement: { incident, kind } }: Story): Name {
  if (kind === 'resolved') return 'recovery';
  if (kind === 'escalated') return 'escalation';
  if (kind === 'reminded') return 'reminder';
  const isArea = incident.place.kind === 'district' || incident.place.kind === 'city';
  return isArea ? 'area' : 'alarm';
}

function chinese(signature: string): Record<Name, Template> {
  return {
    alarm: (v) =>
      `${signature}${v.urgency}，${v.place}：${v.alarm}，${v.time}起。${sentence(v.action, '。')}单号${v.ticket}`,
    recovery: (v) =>
      `${signature}恢复，${v.place}：${v.alarm}，${v.end}恢复，历时${v.duration}。单号${v.ticket}`,
    area: (v) =>
      `${signature}${v.urgency}，${v.place}：${v.alarm}，${v.count === undefined ? '' : `影响${v.count}家，`}` +
      `${v.time}起。请勿动设备等通知。单号${v.ticket}`,
    escalation: (v) =>
      `${signature}升级，${v.place}：${v.alarm}，${v.duration}未确认，请接手。单号${v.ticket}`,
    reminder: (v) =>
      `${signature}仍未恢复，${v.place}：${v.alarm}，已${v.duration}，请处理。单号${v.ticket}`,
  };
}

const english: Record<Name, Template> = {
  escalation: (v) =>
    `YB ${v.urgency} ${v.place}: ${v.alarm}, not acknowledged for ${v.duration}, please take over. ${v.ticket}`,
  reminder: (v) =>
    `YB ${v.place}: ${v.alarm}, acknowledged and still open after ${v.duration}. ${v.ticket}`,
  alarm: (v) =>
    `YB ${v.urgency} ${v.place}: ${v.alarm}, since ${v.time}. ${sentence(v.action, '. ')}${v.ticket}`,
  recovery: (v) => `YB OK ${v.place}: ${v.alarm}, ${v.end} after ${v.duration}. ${v.ticket}`,
  area: (v) =>
    `YB ${v.urgency} ${v.place}: ${v.alarm}${v.count === undefined ? '' : `, ${v.count} hospitals`}, ` +
    `since ${v.time}. ${sentence(v.action, '. ')}${v.ticket}`,
};

/** What was cut ends in its ellipsis and takes no stop behind it. */
function sentence(text: string, stop: string): string {
  if (text === '') return '';
  return text.endsWith('…') ? `${text}${stop.slice(1)}` : `${text}${stop}`;
}

function variablesOf(
  { announcement: { incident, kind }, at, names, timeZone }: Story,
  language: Language,
): Variables {
  const root = rootOf(incident);
  const from = since(incident);
  const end = incident.resolvedAt ?? at;
  const again = language === 'zh' ? '再次' : 'again ';
  return {
    urgency: language === 'zh' ? urgencyWord(incident.priority, 'zh') : incident.priority,
    place: placeName(incident.place, names, language).short,
    alarm: (kind === 'again' ? again : '') + alarmName(root, language),
    action: firstAid(root, language),
    time: shortTime(from, at, timeZone),
    end: shortTime(end, at, timeZone),
    duration: spokenDuration(end - from, language),
    count: hospitalsAffected(incident),
    ticket: incident.ticket,
  };
}

function clamped(variables: Variables, language: Language): Variables {
  const { place, alarm, action } = longest[language];
  return {
    ...variables,
    place: shorten(plain(variables.place), place),
    alarm: shorten(plain(variables.alarm), alarm),
    action: shorten(plain(variables.action), action),
  };
}

function fit(template: Template, given: Variables): string {
  let variables = given;
  for (const name of givesWay) {
    const { length } = given[name];
    const shortest = name === 'action' ? Math.ceil(length * usefulAdvice) : shortestName;
    for (let room = length; room >= shortest; room -= 1) {
      variables = { ...variables, [name]: shorten(given[name], room) };
      if (smsLength(template(variables)).parts <= 1) return template(variables);
    }
    if (name === 'action') variables = { ...variables, action: '' };
  }
  return shorten(
    template(variables),
    smsLength(template(variables)).encoding === 'UCS-2' ? 70 : 160,
  );
}

/** Providers refuse variables that hold line breaks or the signature's own brackets; the template has the full stop. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[【】[\]]/g, '')
    .replace(/[\s。.]+$/, '');
}

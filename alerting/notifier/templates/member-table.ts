import { scopes } from '../../../catalog/severities.ts';
import type { Member } from '../incidents/incident.ts';
import { type Language, placeName, type Story } from './story.ts';
import { dateTime } from './times.ts';
import { alarmName } from './words.ts';

export interface MemberTable {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Said below the table when not all rows are shown; empty else. */
  readonly more: string;
}

const rowsShown = 20;

const words = {
  zh: { caption: '告警明细', head: ['级别', '告警', '对象', '开始', '结束'], active: '未恢复' },
  en: { caption: 'Alerts', head: ['Priority', 'Alert', 'Object', 'Start', 'End'], active: 'open' },
} as const;

/** The members of an incident, those that go on first; at most twenty of them. */
export function memberTable(story: Story, language: Language): MemberTable {
  const word = words[language];
  const members = [...story.announcement.incident.members].sort(
    (left, right) =>
      Number(left.endedAt !== null) - Number(right.endedAt !== null) ||
      scopes.indexOf(left.scope) - scopes.indexOf(right.scope) ||
      left.startsAt - right.startsAt,
  );
  const hidden = members.length - rowsShown;
  const more = language === 'zh' ? `另有 ${hidden} 条未列出` : `${hidden} more are not listed`;
  return {
    caption: `${word.caption} (${members.length})`,
    head: word.head,
    rows: members
      .slice(0, rowsShown)
      .map((member) => [
        member.priority,
        alarmName(member, language),
        objectOf(member, story, language),
        dateTime(member.startsAt, story.timeZone),
        member.endedAt === null ? word.active : dateTime(member.endedAt, story.timeZone),
      ]),
    more: hidden > 0 ? more : '',
  };
}

/** The narrowest thing the alert names: a part of a server, a server, a hospital, a district. */
function objectOf(member: Member, { names }: Story, language: Language): string {
  const { server, part, hospital, district } = member.labels;
  if (server !== undefined) return part === undefined ? server : `${server} ${part}`;
  if (hospital !== undefined)
    return placeName({ kind: 'hospital', code: hospital }, names, language).short;
  if (district !== undefined)
    return placeName({ kind: 'district', code: district }, names, language).short;
  return member.scope === 'meta'
    ? placeName({ kind: 'monitoring', code: '' }, names, language).short
    : placeName({ kind: 'city', code: '' }, names, language).short;
}

import type { Priority } from '../../../catalog/severities.ts';
import { activeMembers, type Incident, type Member, rootOf } from '../incidents/incident.ts';
import type { Announcement } from '../incidents/step.ts';
import type { Language } from './story.ts';

/** The alarm's name in an SMS or a subject: the rule's short text, or the next best that there is. */
export function alarmName({ annotations, alertname }: Member, language: Language): string {
  return language === 'zh'
    ? (annotations.short_zh ?? annotations.summary_zh ?? annotations.summary ?? alertname)
    : (annotations.short_en ?? annotations.summary ?? alertname);
}

/** What to do first, a few words; empty when the rule says nothing. */
export function firstAid({ annotations }: Member, language: Language): string {
  return (language === 'zh' ? annotations.action_zh : annotations.action_en) ?? '';
}

/** What was observed, in one line. */
export function observation(incident: Incident, language: Language): string {
  const root = rootOf(incident);
  const isChinese = language === 'zh';
  if (incident.place.alert !== undefined) {
    const count = hospitalsAffected(incident);
    const name = alarmName(root, language);
    return isChinese
      ? `${count} 家医院同时出现：${name}`
      : `At ${count} hospitals at the same time: ${name}`;
  }
  const { annotations, alertname } = root;
  return isChinese
    ? (annotations.summary_zh ?? annotations.summary ?? alertname)
    : (annotations.summary ?? alertname);
}

/** What it means for patients and cashiers and what still works; empty when the rule says nothing. */
export function consequence({ annotations }: Member, language: Language): string {
  return (
    (language === 'zh' ? annotations.description_zh : undefined) ?? annotations.description ?? ''
  );
}

/** How many hospitals it concerns, as its rule or its own members count them; nothing when neither does. */
export function hospitalsAffected(incident: Incident): number | undefined {
  if (incident.place.alert !== undefined) {
    const active = activeMembers(incident);
    const members = active.length > 0 ? active : incident.members;
    return new Set(members.map(({ labels }) => labels.hospital)).size;
  }
  const count = Number.parseInt(rootOf(incident).annotations.affected ?? '', 10);
  return Number.isFinite(count) && count > 0 ? count : undefined;
}

/** When that began by which the incident is named, milliseconds since 1970. */
export function since(incident: Incident): number {
  return rootOf(incident).startsAt;
}

const urgency: Readonly<Record<Language, Readonly<Record<Priority, string>>>> = {
  zh: { P1: '紧急', P2: '重要', P3: '当日处理', P4: '提示' },
  en: { P1: 'critical', P2: 'important', P3: 'today', P4: 'notice' },
};

export function urgencyWord(priority: Priority, language: Language): string {
  return urgency[language][priority];
}

const kinds: Readonly<Record<Language, Readonly<Record<Announcement['kind'], string>>>> = {
  zh: {
    ...{ opened: '告警', raised: '升级', joined: '新增', resolved: '恢复', again: '再次告警' },
    ...{ escalated: '未确认，请接手', reminded: '已确认未恢复', acked: '已确认' },
  },
  en: {
    ...{ opened: 'Alarm', raised: 'Raised', joined: 'Update', resolved: 'Resolved' },
    ...{ again: 'Again', escalated: 'Not acknowledged', reminded: 'Still open' },
    acked: 'Acknowledged',
  },
};

export function kindWord(kind: Announcement['kind'], language: Language): string {
  return kinds[language][kind];
}

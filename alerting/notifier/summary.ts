import type { Medium } from './incidents/incident.ts';
import type { Intent, Planning } from './planner.ts';
import { type FloodContent, floodSms, floodView } from './templates/flood-view.ts';
import { mailHtml } from './templates/mail-html.ts';
import { mailText } from './templates/mail-text.ts';

interface Given {
  readonly person: string;
  readonly media: readonly Medium[];
  readonly content: FloodContent;
}

/** Before every single alarm but one of an area: it stands for many. */
const rank = 0;

/** One message per medium that tells what was not told one by one. */
export function summaryIntents(
  { person, media, content }: Given,
  planning: Planning,
): readonly Intent[] {
  const { languages = ['zh'] as const } = planning.people.get(person) ?? {};
  const [first = 'zh'] = languages;
  const { at } = content;
  return media.map((medium) => {
    const name = `summary.${at}.${person}`;
    const common = { incident: null, kind: 'summary', medium, person, rank } as const;
    const times = { dueAt: at, createdAt: at };
    const id = { key: `${name}/${medium}`, thread: `${name}/${medium}` };
    if (medium === 'sms') {
      const text = floodSms(content, planning, first);
      return { ...common, ...times, ...id, content: { kind: 'sms', text } };
    }
    if (medium === 'group') {
      const text = floodSms(content, planning, first);
      const link = planning.consoleUrl;
      const said = { priority: 'P1', ticket: '', title: text, text, link } as const;
      return { ...common, ...times, ...id, content: { kind: 'post', ...said } };
    }
    const views = languages.map((language) => floodView(content, planning, language));
    const subject = `[${views[0]?.kicker}] ${views[0]?.place} · ${views[0]?.headline}`;
    return {
      ...{ ...common, ...times, ...id },
      content: {
        ...{ kind: 'mail', subject, text: mailText(views), html: mailHtml(views) },
        ...{ messageId: name, threadId: name, isUrgent: true },
      },
    };
  });
}

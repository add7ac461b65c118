import { rootOf } from '../incidents/incident.ts';
import type { Language, Story } from './story.ts';
import { since } from './words.ts';

const words = {
  zh: { act: '确认或转交', runbook: '处置手册', board: '打开面板' },
  en: { act: 'Acknowledge or pass on', runbook: 'Runbook', board: 'Open the board' },
} as const;

/** Where a mail leads: the alarm's runbook if it has one, and the board of the place. */
export function linksOf(story: Story, language: Language): readonly (readonly [string, string])[] {
  const runbook = rootOf(story.announcement.incident).annotations.runbook_url;
  const act = story.actLink === undefined ? [] : [[words[language].act, story.actLink] as const];
  const links =
    runbook !== undefined && isWebAddress(runbook)
      ? [[words[language].runbook, runbook] as const]
      : [];
  return [...act, ...links, [words[language].board, boardUrl(story)]];
}

/** The board of the hospital around the time of the fault, else the wallboard. */
function boardUrl({ announcement: { incident }, consoleUrl }: Story): string {
  if (incident.place.kind !== 'hospital') return new URL('/d/yibao-wallboard', consoleUrl).href;
  const url = new URL('/d/yibao-hospital', consoleUrl);
  url.searchParams.set('var-hospital', incident.place.code);
  url.searchParams.set('from', String(since(incident) - 30 * 60_000));
  url.searchParams.set(
    'to',
    incident.resolvedAt === null ? 'now' : String(incident.resolvedAt + 10 * 60_000),
  );
  return url.href;
}

/** Annotations are written by people; a link in a mail never becomes a script. */
function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

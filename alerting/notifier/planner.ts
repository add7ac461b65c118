import { type Priority, priorities } from '../../catalog/severities.ts';
import type { Call } from './incidents/call.ts';
import type { Medium, Told } from './incidents/incident.ts';
import type { Announcement } from './incidents/step.ts';
import type { NamesPage } from './names.ts';
import { audience, callAfter, mayLeaveAt, type Policy, union } from './policy/policy.ts';
import { mailHtml } from './templates/mail-html.ts';
import { mailText } from './templates/mail-text.ts';
import { mailSubject, mailView } from './templates/mail-view.ts';
import { type SmsTemplate, smsTemplate, smsText } from './templates/sms.ts';
import type { Language, Story } from './templates/story.ts';

export interface MailContent {
  readonly kind: 'mail';
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Local part of the Message-ID; the same at every attempt, so that the far end can drop a double. */
  readonly messageId: string;
  /** Local part of the Message-ID of the first mail of the thread, to which all others refer. */
  readonly threadId: string;
  readonly isUrgent: boolean;
}

export interface SmsContent {
  readonly kind: 'sms';
  readonly text: string;
  /** The same as a text approved beforehand and its variables, for providers that want it so. */
  readonly template?: SmsTemplate;
}

/** What a chat group or another program is told. */
export interface PostContent {
  readonly kind: 'post';
  readonly priority: Priority;
  readonly ticket: string;
  readonly title: string;
  readonly text: string;
  readonly link: string;
}

export type Content = MailContent | SmsContent | PostContent;

/** The wish that one person gets one message: persisted, then attempted until it ends. */
export interface Intent {
  /** The same wish twice is one wish. */
  readonly key: string;
  readonly incident: number | null;
  readonly kind: Announcement['kind'] | 'digest' | 'summary' | 'answer';
  /** Not sent by itself, but told in a summary. */
  readonly isHeld?: boolean;
  readonly medium: Medium;
  readonly person: string;
  readonly thread: string;
  /** Smaller leaves first. */
  readonly rank: number;
  readonly dueAt: number;
  readonly createdAt: number;
  readonly content: Content;
}

export interface Person {
  readonly name: string;
  readonly languages: readonly Language[];
  readonly email?: string | undefined;
  readonly mobile?: string | undefined;
  /** The channel that posts to it: a chat group, or a program. */
  readonly group?: string | undefined;
}

/** What the planner knows besides the announcement. */
export interface Planning {
  readonly people: ReadonlyMap<string, Person>;
  readonly policy: Policy;
  /** The persons behind names of persons, teams and rotas at a moment. */
  readonly personsOf: (ids: readonly string[], at: number) => readonly string[];
  readonly names: NamesPage;
  /** Where this person acts on this incident; absent when mails carry no such link. */
  readonly actUrl?: (person: string, incident: number, at: number) => string;
  readonly timeZone: string;
  readonly consoleUrl: string;
  readonly signature: string;
  /** How much longer each end is held back of what comes and goes. */
  readonly holdPerRoundMs: number;
}

export interface Plan {
  readonly intents: readonly Intent[];
  /** Everybody who has now been told of the incident. */
  readonly told: readonly Told[];
  /** What comes next unless somebody takes it. */
  readonly call: Call | null;
}

/** Turns an announcement into one message per person and medium. Pure; `unaware` as in the policy. */
export function plan(
  announcement: Announcement,
  at: number,
  { unaware, ...planning }: Planning & { readonly unaware: readonly Told[] },
): Plan {
  const { policy } = planning;
  const personsOf = (ids: readonly string[]) => planning.personsOf(ids, at);
  const reachable = audience(announcement, { policy, personsOf, unaware }).filter((told) =>
    isReachable(told, planning.people),
  );
  const story = { announcement, at, ...planning };
  return {
    intents: reachable.map((told) => intentFor(told, story, planning.people)),
    told: union(announcement.incident.told, reachable),
    call: nextCall(announcement, at, policy),
  };
}

/** Each alarm begins its chain of calls; what is said in between does not touch it. */
function nextCall({ kind, incident }: Announcement, at: number, policy: Policy): Call | null {
  switch (kind) {
    case 'opened':
    case 'raised':
    case 'again':
      return callAfter(policy, incident.priority, { from: at, round: 0, step: 0 });
    case 'escalated': {
      const done = incident.call ?? { from: at, round: 0, step: 0 };
      return callAfter(policy, incident.priority, done);
    }
    case 'reminded':
    case 'acked':
    case 'joined':
    case 'resolved':
      return incident.call;
    default:
      return kind satisfies never;
  }
}

/** One message to one person. */
export function planOne(
  told: Told,
  story: { readonly announcement: Announcement; readonly at: number },
  planning: Planning,
): Intent | undefined {
  if (!isReachable(told, planning.people)) return;
  return intentFor(told, { ...story, ...planning }, planning.people);
}

/** Somebody without a mobile number is not called by SMS: the configuration says so, no message is lost. */
function isReachable({ person, medium }: Told, people: Planning['people']): boolean {
  const known = people.get(person);
  const address = { mail: known?.email, sms: known?.mobile, group: known?.group }[medium];
  return address !== undefined;
}

function intentFor(
  { person, medium }: Told,
  story: Story & Pick<Planning, 'holdPerRoundMs' | 'policy' | 'actUrl'>,
  people: Planning['people'],
): Intent {
  const { incident, kind } = story.announcement;
  const languages = people.get(person)?.languages ?? ['zh'];
  const thread = `${incident.id}/${medium}/${person}`;
  return {
    key: `${thread}/${messageName(story.announcement, story.at)}`,
    incident: incident.id,
    kind,
    medium,
    person,
    thread,
    rank: rankOf(incident.priority, kind),
    dueAt: mayLeaveAt(story.policy, incident.priority, {
      medium,
      at: story.at + holdMs(story.announcement, story.holdPerRoundMs),
    }),
    createdAt: story.at,
    content: contentFor({ person, medium }, story, languages),
  };
}

const mostRoundsHeld = 6;

/**
 * The first end is told at once. What has come back before must stay away for a while, longer each time:
 * when it comes back meanwhile, neither its end nor its return is told, and a flapping line wakes nobody twice.
 */
function holdMs({ kind, incident }: Announcement, perRoundMs: number): number {
  return kind === 'resolved' ? Math.min(incident.round, mostRoundsHeld) * perRoundMs : 0;
}

/** Alarms before recoveries, loud ones first. */
function rankOf(priority: Priority, kind: Announcement['kind']): number {
  return (
    priorities.indexOf(priority) * 2 + (['resolved', 'joined', 'acked'].includes(kind) ? 1 : 0)
  );
}

function isAlarmOrEnd(kind: Announcement['kind']): boolean {
  return ['opened', 'raised', 'again', 'resolved'].includes(kind);
}

/** Names a message among those of its incident. Alarm and end come once a round, all else may come again. */
function messageName({ kind, incident }: Announcement, at: number): string {
  const serial = isAlarmOrEnd(kind) ? '' : `-${at}`;
  return `${kind}-${incident.round}${kind === 'raised' ? `-${incident.priority}` : ''}${serial}`;
}

function mailFor(
  person: string,
  { actUrl, ...rest }: Story & Pick<Planning, 'actUrl'>,
  languages: readonly Language[],
): MailContent {
  const { incident, kind } = rest.announcement;
  const actLink = kind === 'resolved' ? undefined : actUrl?.(person, incident.id, rest.at);
  const story: Story = { ...rest, ...(actLink === undefined ? {} : { actLink }) };
  const views = languages.map((language) => mailView(story, language));
  const address = `${incident.ticket}.${incident.id}.${person}`;
  return {
    kind: 'mail',
    subject: mailSubject(story, languages[0] ?? 'zh'),
    text: mailText(views),
    html: mailHtml(views),
    messageId:
      kind === 'opened' ? address : `${address}.${messageName(story.announcement, story.at)}`,
    threadId: address,
    isUrgent: incident.priority === 'P1' && !['resolved', 'acked'].includes(kind),
  };
}

function contentFor(
  { person, medium }: Told,
  story: Story & Pick<Planning, 'actUrl'>,
  languages: readonly Language[],
): Content {
  const language = languages[0] ?? 'zh';
  switch (medium) {
    case 'mail':
      return mailFor(person, story, languages);
    case 'sms':
      return {
        ...{ kind: 'sms', text: smsText(story, language) },
        ...(language === 'zh' ? { template: smsTemplate(story) } : {}),
      };
    case 'group':
      return postFor(story, language);
    default:
      return medium satisfies never;
  }
}

function postFor(story: Story, language: Language): PostContent {
  const { incident } = story.announcement;
  const title = mailSubject(story, language);
  const view = mailView(story, language);
  const [, link = story.consoleUrl] = view.links.at(-1) ?? [];
  const facts = view.facts.slice(0, 3).map(([label, value]) => `${label}: ${value}`);
  const text = [title, ...facts, ...(view.advice === undefined ? [] : [view.advice[1]]), link];
  const { priority, ticket } = incident;
  return { kind: 'post', priority, ticket, title, text: text.join('\n'), link };
}

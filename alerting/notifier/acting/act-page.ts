import type { Incident } from '../incidents/incident.ts';
import { rootOf } from '../incidents/incident.ts';
import { escapeHtml } from '../templates/escape-html.ts';
import { type Language, placeName, type Story } from '../templates/story.ts';
import { dateTime } from '../templates/times.ts';
import { alarmName, since } from '../templates/words.ts';

const words = {
  zh: {
    title: '处理告警',
    ack: '确认，我来处理',
    snooze: '30 分钟后再提醒',
    escalate: '我处理不了，通知下一位',
    digits: (text: string) => `请输入数字 ${text}`,
    since: '开始',
    state: '状态',
    open: '未确认',
    over: '已恢复',
    acked: (name: string) => `${name} 已确认`,
    done: '已记录，可以关闭本页。',
    old: '页面已过期或已用过，请刷新后重试。',
    wrong: '数字不对，请重试。',
    blocked: '错误次数过多，请十分钟后再试或致电值班室。',
    void: '链接无效或已过期（有效期 24 小时）。',
    away: '系统暂不可用，请稍后重试或直接电话联系。',
  },
  en: {
    title: 'Act on an alarm',
    ack: 'Acknowledge, I take it',
    snooze: 'Remind again in 30 min',
    escalate: 'I cannot, call the next',
    digits: (text: string) => `Please type ${text}`,
    since: 'Since',
    state: 'State',
    open: 'not acknowledged',
    over: 'resolved',
    acked: (name: string) => `acknowledged by ${name}`,
    done: 'Done; you may close this page.',
    old: 'This page is too old or was used already; please reload it.',
    wrong: 'The digits are wrong; please try again.',
    blocked: 'Too many mistakes; try again in ten minutes, or telephone.',
    void: 'This link is void or too old (24 h).',
    away: 'Not available just now; try again, or telephone.',
  },
} as const;

export type Notice = 'done' | 'old' | 'wrong' | 'blocked' | 'void' | 'away';

interface Form {
  readonly nonce: string;
  readonly digits: string;
}

interface Shown {
  readonly incident: Incident;
  readonly names: Story['names'];
  readonly timeZone: string;
  /** Name of the person who has acknowledged it, if somebody has. */
  readonly ackedBy: string | undefined;
}

/** What it is about, and, where there is something to do, the form. Without scripts, for any browser. */
export function actPage(shown: Shown, language: Language, form: Form | undefined): string {
  const word = words[language];
  const { incident, names, timeZone, ackedBy } = shown;
  const taken = ackedBy === undefined ? word.open : word.acked(ackedBy);
  const state = incident.phase === 'open' ? taken : word.over;
  const place = placeName(incident.place, names, language).full;
  return page(
    language,
    `<p class="ticket">${escapeHtml(incident.priority)} · ${escapeHtml(incident.ticket)}</p>
<h1>${escapeHtml(place)}<br>${escapeHtml(alarmName(rootOf(incident), language))}</h1>
<p>${word.since} ${dateTime(since(incident), timeZone)} · ${word.state}: ${escapeHtml(state)}</p>
${form === undefined || incident.phase !== 'open' ? '' : formHtml(form, language)}`,
  );
}

export function noticePage(language: Language, notice: Notice): string {
  return page(language, `<p>${words[language][notice]}</p>`);
}

function formHtml({ nonce, digits }: Form, language: Language): string {
  const word = words[language];
  return `<form method="post" autocomplete="off">
<input type="hidden" name="nonce" value="${nonce}">
<p><label>${word.digits(digits)} <input name="digits" inputmode="numeric" maxlength="2" size="4" required></label></p>
<p><button name="act" value="ack">${word.ack}</button></p>
<p><button name="act" value="snooze">${word.snooze}</button></p>
<p><button name="act" value="escalate">${word.escalate}</button></p>
</form>`;
}

function page(language: Language, body: string): string {
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-Hans' : 'en'}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
<title>${words[language].title}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:2rem auto;padding:0 1rem;color:#1d2733}
h1{font-size:1.3rem}.ticket{color:#5b6876;font-weight:600}
input[name=digits],button{font:inherit;padding:.5rem .75rem}button{width:100%;min-height:44px}</style>
</head><body>${body}</body></html>
`;
}

// The page of the demo inbox. It asks every two seconds for what it has not seen and adds only that, so that nothing a
// person has opened or scrolled to moves. All texts go in as text, never as markup.
const pollMs = 2000;
const slowAnswerMs = 8000;

const texts = {
  zh: {
    language: 'English',
    title: '演示收件箱',
    subtitle: '值班员此刻会收到的邮件和短信',
    mails: '邮件',
    sms: '短信',
    clear: '清空',
    filter: '按收件人或内容筛选',
    noMail: '还没有邮件。',
    noSms: '还没有短信。',
    live: '实时',
    lost: '连接中断，正在重试',
    mode: { ok: '正常', down: '停机', reject: '拒收', slow: '缓慢' },
    smtp: '邮件服务',
    gateway: '短信网关',
    to: (to) => `收件人 ${to}`,
    length: (characters, parts) => `${characters} 字 · ${parts} 条`,
    foot: (dropped) =>
      dropped > 0 ? `较早的 ${dropped} 条已丢弃` : '只在本机；保留最近的消息，重启后清空',
    noSubject: '（无主题）',
  },
  en: {
    language: '中文',
    title: 'Demo inbox',
    subtitle: 'Mails and short messages that people on duty would get now',
    mails: 'Mails',
    sms: 'Short messages',
    clear: 'Clear',
    filter: 'Filter by recipient or text',
    noMail: 'No mail yet.',
    noSms: 'No short message yet.',
    live: 'Live',
    lost: 'Connection lost, trying again',
    mode: { ok: 'ok', down: 'down', reject: 'rejects', slow: 'slow' },
    smtp: 'Mail server',
    gateway: 'SMS gateway',
    to: (to) => `To ${to}`,
    length: (characters, parts) =>
      `${characters} characters · ${parts} ${parts === 1 ? 'message' : 'parts'}`,
    foot: (dropped) =>
      dropped > 0
        ? `${dropped} older messages were dropped`
        : 'On this machine only; the last messages are kept until the simulator restarts',
    noSubject: '(no subject)',
  },
};

const byId = (id) => document.getElementById(id);
const wanted = new URLSearchParams(location.search).get('lang') ?? navigator.language;
let language = wanted.startsWith('zh') ? 'zh' : 'en';
let lastSerial = 0;
let dropped = 0;
let modes = { smtp: 'ok', sms: 'ok' };
let isLive = true;
let isFirst = true;
/** Everything on the page, newest first: the message and its element. */
let shown = [];

byId('language').addEventListener('click', () => {
  language = language === 'zh' ? 'en' : 'zh';
  translate();
});
byId('filter').addEventListener('input', applyFilter);
byId('clear').addEventListener('click', async () => {
  await fetch('/api/messages', { method: 'DELETE' });
  await poll();
});
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) void poll();
});

translate();
void loop();

async function loop() {
  for (;;) {
    if (!document.hidden || isFirst) await poll();
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

async function poll() {
  try {
    const response = await fetch(`/api/feed?after=${lastSerial}`, {
      signal: AbortSignal.timeout(slowAnswerMs),
    });
    if (!response.ok) throw new Error(`answered ${response.status}`);
    take(await response.json());
    isLive = true;
  } catch {
    isLive = false;
  }
  showStates();
}

function take(feed) {
  if (feed.lastSerial < lastSerial) {
    // Another simulator: its messages count from one again.
    lastSerial = 0;
    forget(() => true);
    return;
  }
  forget(({ serial }) => serial < feed.first);
  for (const message of feed.messages.toReversed()) {
    if (message.serial > lastSerial) add(message);
  }
  ({ lastSerial, dropped, modes } = feed);
  if (isFirst) openNewest();
  isFirst = false;
  applyFilter();
}

function add(message) {
  const element = message.kind === 'mail' ? mailElement(message) : bubbleElement(message);
  if (!isFirst) element.classList.add('fresh');
  const list = byId(message.kind === 'mail' ? 'mails' : 'bubbles');
  keepPlace(message.kind === 'mail' ? document.scrollingElement : list.parentElement, () =>
    list.prepend(element),
  );
  shown.unshift({ message, element });
}

/** Who has scrolled down reads on where they are; who is at the top sees the newest. */
function keepPlace(scroller, change) {
  const { scrollTop, scrollHeight } = scroller;
  change();
  if (scrollTop > 40) scroller.scrollTop = scrollTop + scroller.scrollHeight - scrollHeight;
}

function forget(isGone) {
  for (const { message, element } of shown) if (isGone(message)) element.remove();
  shown = shown.filter(({ message }) => !isGone(message));
}

function openNewest() {
  const newest = byId('mails').firstElementChild;
  if (newest !== null) newest.open = true;
}

function mailElement(message) {
  const subject = message.subject || '';
  const details = element('details', `mail ${toneOf(subject)}`);
  const summary = element('summary');
  summary.append(
    text('span', 'subject', subject || texts[language].noSubject),
    timeElement(message.at),
    text('span', 'to', texts[language].to(message.to)),
    text('span', 'preview', message.text.replace(/\s+/g, ' ').slice(0, 300)),
  );
  details.append(summary);
  details.addEventListener('toggle', () => {
    if (details.open && details.children.length === 1) details.append(bodyElement(message));
  });
  return details;
}

function bodyElement({ id, hasHtml, text: plain, subject }) {
  if (!hasHtml) return text('pre', '', plain);
  const frame = element('iframe');
  // No scripts; the same origin only lets this page measure how tall the mail is.
  frame.setAttribute('sandbox', 'allow-same-origin allow-popups allow-popups-to-escape-sandbox');
  frame.title = subject ?? '';
  frame.addEventListener('load', () => fit(frame));
  frame.src = `/mail/${encodeURIComponent(id)}`;
  new ResizeObserver(() => fit(frame)).observe(frame);
  return frame;
}

function fit(frame) {
  const page = frame.contentDocument;
  if (page?.body === undefined || page.body === null) return;
  const height = Math.min(2400, Math.max(80, page.documentElement.offsetHeight));
  if (Math.abs(height - frame.clientHeight) > 1) frame.style.height = `${height}px`;
}

function bubbleElement(message) {
  const row = element('div', `bubble-row ${toneOf(message.text)}`);
  const head = element('div', 'bubble-head');
  head.append(text('span', 'to', texts[language].to(message.to)), timeElement(message.at));
  const bubble = element('div', 'bubble');
  const [, signature = '', rest = message.text] = /^(【[^】]*】)(.*)$/s.exec(message.text) ?? [];
  bubble.append(text('span', 'signature', signature), rest);
  const long = message.parts > 1 ? 'length long' : 'length';
  row.append(
    head,
    bubble,
    text('div', long, texts[language].length(message.characters, message.parts)),
  );
  return row;
}

function toneOf(words) {
  if (/恢复|解除|recovered|resolved/i.test(words)) return 'good';
  if (/\[P1\]|紧急|升级|urgent/i.test(words)) return 'p1';
  if (/\[P2\]|重要/.test(words)) return 'p2';
  if (/\[P3\]/.test(words)) return 'p3';
  return /\[P4\]/.test(words) ? 'p4' : '';
}

function timeElement(at) {
  const time = text('time', 'time', timeText(at));
  time.dateTime = at;
  return time;
}

function timeText(at) {
  // The clock of the hospitals, wherever the browser stands: the messages speak of it.
  const parts = (when) => when.toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }).split(' ');
  const [day, clock] = parts(new Date(at));
  return day === parts(new Date())[0] ? clock : `${day.slice(5)} ${clock}`;
}

function translate() {
  const words = texts[language];
  document.documentElement.lang = language === 'zh' ? 'zh-Hans' : 'en';
  document.title = language === 'zh' ? '演示收件箱 · 医保瞭望' : 'Demo inbox · yibao-watch';
  for (const each of document.querySelectorAll('[data-text]')) {
    each.textContent = words[each.dataset.text];
  }
  byId('language').textContent = words.language;
  byId('filter').placeholder = words.filter;
  byId('filter').setAttribute('aria-label', words.filter);
  for (const { message, element: each } of shown) retranslate(message, each);
  showStates();
}

function retranslate(message, each) {
  const words = texts[language];
  each.querySelector('.to').textContent = words.to(message.to);
  each.querySelector('.time').textContent = timeText(message.at);
  if (message.kind === 'sms') {
    each.querySelector('.length').textContent = words.length(message.characters, message.parts);
  }
}

function showStates() {
  const words = texts[language];
  state('state-live', isLive ? words.live : words.lost, isLive);
  state('state-smtp', `${words.smtp} ${words.mode[modes.smtp]}`, modes.smtp === 'ok');
  state('state-sms', `${words.gateway} ${words.mode[modes.sms]}`, modes.sms === 'ok');
  byId('foot').textContent = words.foot(dropped);
}

function state(id, words, isGood) {
  const each = byId(id);
  if (each.textContent !== words) each.textContent = words;
  each.classList.toggle('bad', !isGood);
}

function applyFilter() {
  const query = byId('filter').value.trim().toLowerCase();
  const counts = { mail: 0, sms: 0 };
  for (const { message, element: each } of shown) {
    const words = `${message.to} ${message.subject ?? ''} ${message.text}`.toLowerCase();
    each.hidden = query !== '' && !words.includes(query);
    if (!each.hidden) counts[message.kind] += 1;
  }
  byId('mail-count').textContent = counts.mail;
  byId('sms-count').textContent = counts.sms;
  byId('no-mail').hidden = counts.mail > 0;
  byId('no-sms').hidden = counts.sms > 0;
}

function text(name, className, words) {
  const made = element(name, className);
  made.textContent = words;
  return made;
}

function element(name, className = '') {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  return made;
}

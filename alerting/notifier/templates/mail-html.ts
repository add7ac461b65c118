import { escapeHtml } from './escape-html.ts';
import { title } from './mail-text.ts';
import type { MailView } from './mail-view.ts';
import type { MemberTable } from './member-table.ts';

// Mail programs know tables and inline styles, little else: no <style>, no images, no web fonts, no scripts.
const tones: Readonly<Record<MailView['tone'], { readonly band: string; readonly tint: string }>> =
  {
    P1: { band: '#b42318', tint: '#fef3f2' },
    P2: { band: '#b54708', tint: '#fffaeb' },
    P3: { band: '#8a6d00', tint: '#fefbe8' },
    P4: { band: '#175cd3', tint: '#eff8ff' },
    resolved: { band: '#067647', tint: '#ecfdf3' },
  };
const font =
  "font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei','Noto Sans CJK SC',Helvetica,Arial,sans-serif";
const ink = '#1d2939';
const quiet = '#667085';
const line = '#e4e7ec';

/** A whole HTML document of one section per language. */
export function mailHtml(views: readonly MailView[]): string {
  const [first] = views;
  const language = first?.language === 'en' ? 'en' : 'zh-Hans';
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light">
<title>${first === undefined ? '' : escapeHtml(title(first))}</title>
</head>
<body style="margin:0;padding:24px 12px;background:#f2f4f7;${font};color:${ink}">
<table role="presentation" cellpadding="0" cellspacing="0" width="100%" style="max-width:680px;margin:0 auto">
${views.map(card).join('\n<tr><td style="height:20px"></td></tr>\n')}
</table>
</body>
</html>
`;
}

function card(view: MailView): string {
  const { band } = tones[view.tone];
  const lang = view.language === 'en' ? 'en' : 'zh-Hans';
  return `<tr><td lang="${lang}" style="background:#ffffff;border:1px solid ${line};border-radius:8px;overflow:hidden">
<table role="presentation" cellpadding="0" cellspacing="0" width="100%" style="background:${band};color:#ffffff">
<tr>
<td style="padding:16px 28px 0;font-size:13px;font-weight:600;letter-spacing:.06em">${escapeHtml(view.kicker)}</td>
<td align="right" style="padding:16px 28px 0;font-size:13px;font-weight:600;letter-spacing:.06em;white-space:nowrap">${escapeHtml(view.ticket)}</td>
</tr>
<tr><td colspan="2" style="padding:4px 28px 18px">
<h1 style="margin:0;font-size:22px;line-height:1.35;font-weight:700;color:#ffffff">${escapeHtml(view.headline)}</h1>
<p style="margin:2px 0 0;font-size:16px;line-height:1.4;color:#ffffff">${escapeHtml(view.place)}</p>
</td></tr>
</table>
<div style="padding:18px 28px 20px">
${factsHtml(view)}
${adviceHtml(view)}
${tableHtml(view.table)}
${linksHtml(view)}
<p style="margin:22px 0 0;padding-top:14px;border-top:1px solid ${line};font-size:12px;color:${quiet}">${escapeHtml(view.footer)}</p>
</div>
</td></tr>`;
}

function factsHtml({ facts }: MailView): string {
  const rows = facts.map(
    ([label, value]) =>
      `<tr><td style="padding:5px 16px 5px 0;font-size:13px;line-height:1.5;color:${quiet};white-space:nowrap;vertical-align:top">${escapeHtml(label)}</td>` +
      `<td style="padding:5px 0;font-size:14px;line-height:1.5;color:${ink};vertical-align:top">${escapeHtml(value)}</td></tr>`,
  );
  return `<table cellpadding="0" cellspacing="0" style="border-collapse:collapse">\n${rows.join('\n')}\n</table>`;
}

function adviceHtml({ advice, tone }: MailView): string {
  if (advice === undefined) return '';
  const { band, tint } = tones[tone];
  const [label, value] = advice;
  return `<table role="presentation" cellpadding="0" cellspacing="0" width="100%" style="margin:16px 0 0"><tr>
<td style="background:${tint};border-left:4px solid ${band};border-radius:4px;padding:12px 16px;font-size:15px;line-height:1.5;color:${ink}"><b>${escapeHtml(label)}</b>&ensp;${escapeHtml(value)}</td>
</tr></table>`;
}

function tableHtml({ caption, head, rows, more }: MemberTable): string {
  const headCells = head.map(
    (text) =>
      `<th align="left" style="padding:7px 10px 7px 0;font-size:12px;font-weight:600;color:${quiet};border-bottom:1px solid ${line};white-space:nowrap">${escapeHtml(text)}</th>`,
  );
  const bodyRows = rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`);
  return `<p style="margin:22px 0 4px;font-size:13px;font-weight:600;color:${ink}">${escapeHtml(caption)}</p>
<table cellpadding="0" cellspacing="0" width="100%" style="border-collapse:collapse">
<tr>${headCells.join('')}</tr>
${bodyRows.join('\n')}
</table>${more === '' ? '' : `\n<p style="margin:8px 0 0;font-size:12px;color:${quiet}">${escapeHtml(more)}</p>`}`;
}

function cell(text: string, at: number): string {
  const wraps = at === 1 || at === 2 ? '' : ';white-space:nowrap';
  return `<td style="padding:7px 10px 7px 0;font-size:13px;line-height:1.4;color:${ink};border-bottom:1px solid ${line};vertical-align:top${wraps}">${escapeHtml(text)}</td>`;
}

function linksHtml({ links, tone }: MailView): string {
  const { band } = tones[tone];
  const buttons = links.map(([label, href], at) => {
    const look =
      at === 0
        ? `background:${band};border:1px solid ${band};color:#ffffff`
        : `background:#ffffff;border:1px solid #d0d5dd;color:${ink}`;
    return `<a href="${escapeHtml(href)}" style="display:inline-block;margin:0 10px 0 0;padding:9px 18px;border-radius:6px;font-size:14px;font-weight:600;text-decoration:none;${look}">${escapeHtml(label)}</a>`;
  });
  return `<p style="margin:22px 0 0">${buttons.join('')}</p>`;
}

/** Everything that came in by a webhook goes through here before it becomes HTML. */

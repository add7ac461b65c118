import type { MailView } from './mail-view.ts';

/** The plain-text body: for terminals, watches, screen readers and everything that refuses HTML. */
export function mailText(views: readonly MailView[]): string {
  return `${views.map(section).join(`\n${'-'.repeat(60)}\n\n`)}`;
}

function section(view: MailView): string {
  const lines = [
    view.kicker,
    title(view),
    '',
    ...view.facts.map(([label, value]) => `${label}: ${value}`),
    '',
    ...tableLines(view),
    ...(view.advice === undefined ? [] : [`${view.advice[0]}: ${view.advice[1]}`, '']),
    ...view.links.map(([label, href]) => `${label}: ${href}`),
    '',
    view.footer,
    '',
  ];
  return lines.join('\n');
}

/** Place and alarm in one line. */
export function title({ place, headline }: MailView): string {
  return `${place} · ${headline}`;
}

function tableLines({ table }: MailView): readonly string[] {
  return [
    `${table.caption}:`,
    ...table.rows.map((row) => `  - ${row.join(' | ')}`),
    ...(table.more === '' ? [] : [`  ${table.more}`]),
    '',
  ];
}

import type { CardFailure } from '../call.ts';
import type { CodeSettings } from '../settings.ts';
import { type OpenEntry, shortCode } from './log-format.ts';

const success = /<state\s[^>]*?\bsuccess\s*=\s*["']\s*(true|false)/i;
const numbered = /<(error|warning)\s([^>]*)>/gi;
const number = /\bno\s*=\s*["']([^"']{0,40})["']/i;
const itemState =
  /<state>\s*([^<]{0,20}?)\s*<\/state>|<feeitem\b[^>]*?\sstate\s*=\s*["']([^"']{0,20})["']/gi;
const tradeState = /<tradestate>\s*([^<]{0,20}?)\s*</i;
const local = /<isspecifiedhosp>\s*0\s*<|isspecifiedhosp\s*=\s*["']0["']/i;
const end = /<\/root>|<root\b[^<>]*\/>/i;
const maxCodes = 20;

/** Adds to an entry what a part of its answer says: numbers and words of closed lists. No XML parser: answers are not always XML. */
export function scanAnswer(
  before: OpenEntry,
  text: string,
  codes: CodeSettings,
): { readonly entry: OpenEntry; readonly isComplete: boolean } {
  const entry: OpenEntry = {
    ...before,
    hasBody: true,
    errors: [...before.errors],
    warnings: [...before.warnings],
  };
  const said = success.exec(text)?.[1];
  if (said !== undefined) entry.success ??= said.toLowerCase() === 'true';
  for (const [, kind = '', attributes = ''] of text.matchAll(numbered)) {
    const code = shortCode(number.exec(attributes)?.[1] ?? '');
    const list = kind.toLowerCase() === 'error' ? entry.errors : entry.warnings;
    if (list.length < maxCodes) list.push(code);
  }
  if (entry.errors.length > 0) readErrorTexts(entry, text, codes);
  if (entry.method === 'divide') entry.items = [...before.items, ...itemsOf(text)];
  if (entry.method === 'state_query') entry.tradeState ??= tradeStateOf(text);
  entry.isLocal ||= local.test(text);
  return { entry, isComplete: end.test(text) };
}

function readErrorTexts(entry: OpenEntry, text: string, codes: CodeSettings): void {
  if (entry.method === 'open_device' || entry.method === 'read_card')
    entry.cardFailure ??= cardFailureOf(text, codes);
  entry.isDuplicateSubmit ||= codes.duplicateSubmit.some((words) => text.includes(words));
}

function cardFailureOf(text: string, { cardFailures }: CodeSettings): CardFailure {
  const kinds = Object.keys(cardFailures) as (keyof typeof cardFailures)[];
  return kinds.find((kind) => cardFailures[kind].some((words) => text.includes(words))) ?? 'other';
}

function itemsOf(text: string): readonly string[] {
  return [...text.matchAll(itemState)].map(([, element, attribute]) => {
    const state = element ?? attribute ?? '';
    return /^[0-6]$/.test(state) ? state : 'other';
  });
}

function tradeStateOf(text: string): string | undefined {
  const found = tradeState.exec(text)?.[1];
  if (found === undefined) return undefined;
  return ['ok', 'cancel', 'unknown'].find((known) => known === found) ?? 'other';
}

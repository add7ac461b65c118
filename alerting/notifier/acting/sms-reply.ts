/** What an SMS asks for; the ticket may be left out when there is but one. */
export interface Reply {
  readonly ticket: string | undefined;
  readonly act: 'ack' | 'escalate' | 'snooze';
  readonly minutes: number;
}

const words: Readonly<Record<string, Reply['act']>> = {
  ...{ a: 'ack', ack: 'ack', 确认: 'ack', 收到: 'ack', 1: 'ack' },
  ...{ e: 'escalate', 升级: 'escalate', 转: 'escalate', 2: 'escalate' },
};

/** `a A4821`, `A4821 确认`, `e`, `s30 A4821`: a word and a ticket in any order; nothing for anything else. */
export function parseReply(text: string): Reply | undefined {
  const halfWidth = text.normalize('NFKC').trim().toLowerCase();
  const ticket = /(?:^|[^a-z0-9])([a-hj-np-z]\d{4})(?![0-9])/.exec(` ${halfWidth}`)?.[1];
  const word = halfWidth
    .replace(ticket ?? '', '')
    .replace(/单号/g, '')
    .replace(/[\s,,.。、:;]+/g, '');
  const given = { ticket: ticket?.toUpperCase(), minutes: 0 };
  const snooze = /^s(\d{1,3})$/.exec(word)?.[1];
  if (snooze !== undefined && Number(snooze) > 0) {
    return { ...given, act: 'snooze', minutes: Number(snooze) };
  }
  const act = Object.hasOwn(words, word) ? words[word] : undefined;
  return act === undefined ? undefined : { ...given, act };
}

/** The digits that tell a mobile number from another, with or without the country's code. */
export function sameNumber(left: string, right: string): boolean {
  const digits = (text: string) => text.replace(/\D/g, '').replace(/^(00)?86(?=1\d{10}$)/, '');
  return digits(left) !== '' && digits(left) === digits(right);
}

/** Something a person would have got. */
export interface Message {
  /** Grows by one; never used again, not after a clearing either. */
  readonly serial: number;
  readonly id: string;
  readonly kind: 'mail' | 'sms';
  /** When it arrived, ISO 8601. */
  readonly at: string;
  readonly to: string;
  readonly text: string;
  readonly from?: string;
  readonly subject?: string;
  readonly html?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Id that the sender gave it: Message-ID of a mail, id of a short message. */
  readonly senderId?: string;
  /** Length of a short message, and how many of 70 (one) or 67 (several) characters it is sent as. */
  readonly characters?: number;
  readonly parts?: number;
}

export type NewMessage = Omit<Message, 'serial' | 'id' | 'at'>;

interface Limits {
  readonly messages: number;
  /** Characters of texts and pages together, so that large mails cannot fill the memory. */
  readonly characters: number;
}

/** The last messages, bounded in number and size; what is dropped is counted. */
export class Mailbox {
  readonly #limits: Limits;
  #messages: Message[] = [];
  #characters = 0;
  #lastSerial = 0;
  #dropped = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Newest first. */
  get messages(): readonly Message[] {
    return this.#messages.toReversed();
  }

  get lastSerial(): number {
    return this.#lastSerial;
  }

  /** How many old messages had to go. */
  get dropped(): number {
    return this.#dropped;
  }

  add(message: NewMessage, atMs: number): Message {
    this.#lastSerial += 1;
    const serial = this.#lastSerial;
    const at = new Date(atMs).toISOString();
    const added: Message = { serial, id: `${message.kind}-${serial}`, at, ...message };
    this.#messages.push(added);
    this.#characters += sizeOf(added);
    while (this.#isTooFull()) {
      const oldest = this.#messages.shift();
      this.#characters -= oldest === undefined ? 0 : sizeOf(oldest);
      this.#dropped += 1;
    }
    return added;
  }

  find(id: string): Message | undefined {
    return this.#messages.find((each) => each.id === id);
  }

  /** Forgets all messages and the count of dropped ones; returns how many were there. */
  clear(): number {
    const count = this.#messages.length;
    this.#messages = [];
    this.#characters = 0;
    this.#dropped = 0;
    return count;
  }

  #isTooFull(): boolean {
    const { length } = this.#messages;
    if (length > this.#limits.messages) return true;
    return length > 1 && this.#characters > this.#limits.characters;
  }
}

function sizeOf({ text, html = '', headers = {} }: Message): number {
  return text.length + html.length + JSON.stringify(headers).length;
}

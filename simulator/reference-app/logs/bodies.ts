import { person } from './person.ts';

/** What stands in messages: only the tokens that no person can be known by, or made-up persons besides. */
export const bodyModes = ['tokens', 'synthetic'] as const;
export type BodyMode = (typeof bodyModes)[number];

/** Bodies of messages. The number of a visit decides who its made-up person is. */
export class Bodies {
  readonly #mode: BodyMode;
  readonly #mask: string;

  /** `bytes` is the least size of a masked body, for logs as big as real ones. */
  constructor(mode: BodyMode, bytes: number) {
    this.#mode = mode;
    this.#mask = '*'.repeat(Math.max(3, bytes));
  }

  card(visit: number): string {
    if (this.#mode === 'tokens') return this.#mask;
    const { cardNo, idNo, name, birthday } = person(visit);
    return `<ic><card_no>${cardNo}</card_no><ic_no>${cardNo.slice(2)}99</ic_no><id_no>${idNo}</id_no><personname>${name}</personname><sex>1</sex><birthday>${birthday}</birthday></ic>`;
  }

  personInfo(visit: number, isOffline: boolean): string {
    const where = isOffline ? '<isspecifiedhosp>0</isspecifiedhosp>' : '';
    if (this.#mode === 'tokens') return where + this.#mask;
    const { mobile } = person(visit);
    return `${this.card(visit)}<net><persontype>11</persontype><tel>${mobile}</tel>${where}</net>`;
  }

  divideRequest(visit: number, billsType: string): string {
    const type = `<billstype>${billsType}</billstype>`;
    if (this.#mode === 'tokens') return type + this.#mask;
    return `<tradeinfo><personname>${person(visit).name}</personname>${type}</tradeinfo>`;
  }

  divideAnswer(states: readonly string[]): string {
    const items = states.map((state) => `<feeitem><state>${state}</state></feeitem>`).join('');
    return this.#mode === 'tokens' ? items + this.#mask : `<feeitemarray>${items}</feeitemarray>`;
  }

  trade(visit: number, tradeNo: string): string {
    if (this.#mode === 'tokens') return this.#mask;
    return `<tradeinfo><tradeno>${tradeNo}</tradeno><personname>${person(visit).name}</personname></tradeinfo>`;
  }

  tradeState(state: 'ok' | 'cancel' | 'unknown'): string {
    return `<tradestate>${state}</tradestate>`;
  }

  /** Output of a national answer; undefined leaves it out. */
  national(visit: number): string | undefined {
    if (this.#mode === 'tokens') return undefined;
    const { name, idNo, cardNo, mobile } = person(visit);
    return JSON.stringify({ psn_name: name, certno: idNo, psn_no: cardNo, tel: mobile });
  }
}

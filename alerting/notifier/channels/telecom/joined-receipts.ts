import type { Receipt } from '../../storage/receipts.ts';

interface Group {
  readonly first: string;
  readonly missing: Set<string>;
}

const mostGroups = 10_000;

/**
 * A long text is one message and several reports. It has arrived when each part has, and failed with the first
 * that did. In memory: after a restart the report of the first part stands for all.
 */
export class JoinedReceipts {
  readonly #groups = new Map<string, Group>();

  /** Ids of the parts of a message, in their order. */
  expect(ids: readonly string[]): void {
    const [first = ''] = ids;
    if (ids.length < 2) return;
    const group = { first, missing: new Set(ids) };
    for (const id of ids) this.#groups.set(id, group);
    for (const id of this.#groups.keys()) {
      if (this.#groups.size <= mostGroups) break;
      this.#groups.delete(id);
    }
  }

  /** What the report of one part says about its message; nothing while others are missing. */
  heard(receipt: Receipt): Receipt | undefined {
    const group = this.#groups.get(receipt.providerId);
    if (group === undefined) return receipt;
    this.#groups.delete(receipt.providerId);
    group.missing.delete(receipt.providerId);
    if (receipt.state === 'delivered' && group.missing.size > 0) return;
    for (const id of group.missing) this.#groups.delete(id);
    return { ...receipt, providerId: group.first };
  }
}

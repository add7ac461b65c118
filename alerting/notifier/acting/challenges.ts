import { randomBytes, randomInt } from 'node:crypto';

interface Open {
  readonly token: string;
  readonly digits: string;
  readonly at: number;
}

const lifeMs = 15 * 60_000;
const mostOpen = 5000;
const mostFailures = 5;
const failuresWithinMs = 10 * 60_000;

/**
 * What a page asks before it acts: a form that works once, and two digits that a person reads off and types.
 * Programs that open every link of a mail, and even those that press buttons, do not get past it. In memory:
 * after a restart a page says that it is too old.
 */
export class Challenges {
  readonly #open = new Map<string, Open>();
  readonly #failures = new Map<string, { count: number; since: number }>();

  pose(token: string, at: number): { nonce: string; digits: string } {
    this.#forget(at);
    const nonce = randomBytes(16).toString('base64url');
    const digits = String(randomInt(10, 100));
    this.#open.set(nonce, { token, digits, at });
    return { nonce, digits };
  }

  /** Whether the answer is right; the form is used up either way. */
  solve(given: { token: string; nonce: string; digits: string }, at: number) {
    this.#forget(at);
    if (this.isBlocked(given.token)) return 'blocked';
    const open = this.#open.get(given.nonce);
    this.#open.delete(given.nonce);
    if (open === undefined || open.token !== given.token) return 'old';
    if (open.digits === given.digits.trim()) return 'right';
    const before = this.#failures.get(given.token) ?? { count: 0, since: at };
    this.#failures.set(given.token, { ...before, count: before.count + 1 });
    return 'wrong';
  }

  /** Too many wrong answers of late. */
  isBlocked(token: string): boolean {
    return (this.#failures.get(token)?.count ?? 0) >= mostFailures;
  }

  #forget(at: number): void {
    for (const [nonce, open] of this.#open) {
      if (open.at > at - lifeMs && this.#open.size < mostOpen) break; // oldest first
      this.#open.delete(nonce);
    }
    for (const [token, { since }] of this.#failures) {
      if (since <= at - failuresWithinMs) this.#failures.delete(token);
    }
  }
}

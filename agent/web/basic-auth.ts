import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Checks a password against a bcrypt hash; slow by design, so it must not run on the event loop. */
export type VerifyPassword = (password: string, hash: string) => Promise<boolean>;

/** A hash of a password nobody has: an unknown user must cost as much time as a known one. */
const nobodysHash = '$2b$10$jFNNYtSNn8pHiIB/GF07IexuwIOMW/qyXnKZmAw3UogNGbFIsHUbq';

const cacheSize = 100;

/**
 * Basic authentication with bcrypt users. A good credential is verified once and then remembered as an HMAC of user,
 * hash and password (exporter-toolkit CVE-2022-46146: a cache key that can be made from outside lets everybody in).
 * Failed checks run one at a time, so that guessing cannot take the machine.
 */
export class BasicAuth {
  readonly #users: ReadonlyMap<string, string>;
  readonly #verify: VerifyPassword;
  readonly #key = randomBytes(32);
  readonly #good = new Map<string, Buffer>();
  #queue: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(users: Readonly<Record<string, string>>, verify: VerifyPassword) {
    this.#users = new Map(Object.entries(users));
    this.#verify = verify;
  }

  get isOn(): boolean {
    return this.#users.size > 0;
  }

  /** `header` is the value of Authorization. `busy` means that too many checks are waiting. */
  async check(header: string | undefined): Promise<'ok' | 'denied' | 'busy'> {
    const credential = parseBasic(header);
    if (credential === undefined) return 'denied';
    const hash = this.#users.get(credential.user);
    const seal = this.#seal(credential, hash ?? '');
    if (hash !== undefined && this.#isKnown(credential.user, seal)) return 'ok';
    if (this.#waiting >= 8) return 'busy';
    const matches = await this.#oneAtATime(() =>
      this.#verify(credential.password, hash ?? nobodysHash),
    );
    if (hash === undefined || !matches) return 'denied';
    this.#remember(credential.user, seal);
    return 'ok';
  }

  #isKnown(user: string, seal: Buffer): boolean {
    const known = this.#good.get(user);
    return known !== undefined && timingSafeEqual(known, seal);
  }

  #remember(user: string, seal: Buffer): void {
    if (this.#good.size >= cacheSize) this.#good.clear();
    this.#good.set(user, seal);
  }

  #seal({ user, password }: Credential, hash: string): Buffer {
    const length = Buffer.alloc(8);
    length.writeUInt32LE(Buffer.byteLength(user), 0);
    length.writeUInt32LE(hash.length, 4);
    return createHmac('sha256', this.#key)
      .update(length)
      .update(user)
      .update(hash)
      .update(password)
      .digest();
  }

  async #oneAtATime(run: () => Promise<boolean>): Promise<boolean> {
    this.#waiting += 1;
    const turn = this.#queue.then(run);
    this.#queue = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      this.#waiting -= 1;
    }
  }
}

interface Credential {
  readonly user: string;
  readonly password: string;
}

function parseBasic(header: string | undefined): Credential | undefined {
  const encoded = /^Basic ([A-Za-z0-9+/=]{1,1024})$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) return undefined;
  return { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

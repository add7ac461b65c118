import type { Me } from '../../../protocol/sign-in.ts';
import type { Fetch } from '../api/request.ts';

/** Who looks at the page, as far as is known. `closed`: somebody has to sign in. */
export type DoorState =
  | { readonly state: 'asking' }
  | { readonly state: 'open'; readonly me: Me | undefined }
  | { readonly state: 'closed' };

export interface Credentials {
  readonly login: string;
  readonly password: string;
  readonly code: string;
}

export type SignInAnswer =
  | { readonly outcome: 'open' }
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'locked'; readonly seconds: number };

const timeoutMs = 10_000;

/** Knows whether the center lets the page in; watches every request for the end of the session. */
export class Door {
  readonly #fetch: Fetch;
  readonly #listeners = new Set<() => void>();
  #state: DoorState = { state: 'asking' };

  constructor(fetch: Fetch) {
    this.#fetch = fetch;
  }

  get state(): DoorState {
    return this.#state;
  }

  /** For React's useSyncExternalStore. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** What the rest of the console fetches with. */
  readonly fetch: Fetch = async (url, init) => {
    const response = await this.#fetch(url, init);
    if (response.status === 401) this.#set({ state: 'closed' });
    return response;
  };

  /** Who it is. A center that does not answer is no reason to ask for a password: the boards say it themselves. */
  async look(): Promise<void> {
    try {
      const response = await this.fetch('/api/v1/me', this.#init());
      if (response.status === 401) return;
      const me = response.ok ? ((await response.json()) as Me) : undefined;
      this.#set({ state: 'open', me });
    } catch {
      this.#set({ state: 'open', me: undefined });
    }
  }

  /** Throws when the center does not answer. */
  async signIn(credentials: Credentials): Promise<SignInAnswer> {
    const response = await this.#fetch('/api/v1/sign-in', {
      ...this.#init(),
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(credentials),
    });
    if (response.status === 429) {
      return { outcome: 'locked', seconds: Number(response.headers.get('retry-after')) };
    }
    if (response.status < 500 && !response.ok) return { outcome: 'refused' };
    if (!response.ok) throw new Error(`sign-in: HTTP ${response.status}`);
    this.#set({ state: 'open', me: (await response.json()) as Me });
    return { outcome: 'open' };
  }

  async signOut(): Promise<void> {
    await this.#fetch('/api/v1/sign-out', { ...this.#init(), method: 'POST' });
    this.#set({ state: 'closed' });
  }

  #init(): RequestInit {
    return { signal: AbortSignal.timeout(timeoutMs) };
  }

  #set(state: DoorState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

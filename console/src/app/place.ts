/** Where an address leads. */
export type Place =
  | { readonly page: 'board'; readonly uid: string }
  | { readonly page: 'unknown'; readonly path: string };

export const wallboardUid = 'yibao-wallboard';
export const hospitalUid = 'yibao-hospital';

/** Reads a path; Grafana's own form `/d/<uid>/<slug>` leads to the same board. */
export function placeOf(path: string): Place {
  if (path === '/') return { page: 'board', uid: wallboardUid };
  const uid = /^\/d\/([a-z0-9][a-z0-9-]{0,63})(?:\/[^/]*)?\/?$/.exec(path)?.[1];
  return uid === undefined ? { page: 'unknown', path } : { page: 'board', uid };
}

/** Grafana's `kiosk`, whatever its value. */
export function isKiosk(search: string): boolean {
  return new URLSearchParams(search).has('kiosk');
}

/** The address of another board that keeps the time, as each link does. */
export function boardPath(uid: string, search: string): string {
  const before = new URLSearchParams(search);
  const kept = new URLSearchParams();
  for (const name of ['from', 'to', 'timezone']) {
    const value = before.get(name);
    if (value !== null) kept.set(name, value);
  }
  return kept.size === 0 ? `/d/${uid}` : `/d/${uid}?${kept}`;
}

interface Click {
  readonly href: string;
  readonly origin: string;
  readonly target: string;
  readonly hasModifier: boolean;
}

/** The path that a click on a link opens inside the page; undefined when the browser shall open it. */
export function pathInside({ href, origin, target, hasModifier }: Click): string | undefined {
  if (hasModifier || (target !== '' && target !== '_self')) return undefined;
  const url = URL.canParse(href, origin) ? new URL(href, origin) : undefined;
  if (url?.origin !== origin || placeOf(url.pathname).page === 'unknown') return undefined;
  return url.pathname + url.search;
}

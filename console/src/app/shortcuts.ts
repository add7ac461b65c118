/** What a key does. */
export type Action =
  | 'wallboard'
  | 'hospital'
  | 'time'
  | 'refresh'
  | 'kiosk'
  | 'theme'
  | 'help'
  | 'escape';

/** Keys by action, in the order of the help page. Two keys are pressed one after the other. */
export const shortcuts: readonly { readonly keys: readonly string[]; readonly action: Action }[] = [
  { keys: ['g', 'w'], action: 'wallboard' },
  { keys: ['g', 'h'], action: 'hospital' },
  { keys: ['t'], action: 'time' },
  { keys: ['r'], action: 'refresh' },
  { keys: ['f'], action: 'kiosk' },
  { keys: ['d'], action: 'theme' },
  { keys: ['?'], action: 'help' },
  { keys: ['Escape'], action: 'escape' },
];

const sequenceMs = 1500;

/** Reads keys one by one; the first of two waits one and a half seconds for the second. */
export class ShortcutReader {
  #before: { readonly key: string; readonly atMs: number } | undefined;

  read(key: string, atMs: number): Action | undefined {
    const before = this.#before;
    this.#before = undefined;
    if (before && atMs - before.atMs <= sequenceMs) {
      const action = find(before.key, key);
      if (action) return action;
    }
    const single = find(key);
    if (!single && shortcuts.some(({ keys }) => keys.length > 1 && keys[0] === key)) {
      this.#before = { key, atMs };
    }
    return single;
  }
}

function find(...pressed: readonly string[]): Action | undefined {
  return shortcuts.find(
    ({ keys }) => keys.length === pressed.length && keys.every((key, i) => key === pressed[i]),
  )?.action;
}

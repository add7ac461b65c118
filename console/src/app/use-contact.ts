import { useSyncExternalStore } from 'react';
import type { Contact } from '../contact/contact.ts';
import { type Freshness, freshness } from '../contact/freshness.ts';
import { useConsole } from './console-context.ts';
import { useNow } from './use-now.ts';

export function useContact(): Contact {
  const { contact } = useConsole();
  return useSyncExternalStore(
    (listener) => contact.subscribe(listener),
    () => contact.current,
  );
}

/** How old the picture is, second by second. */
export function useFreshness(): Freshness {
  return freshness(useContact(), useNow());
}

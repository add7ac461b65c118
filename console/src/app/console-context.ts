import { createContext, useContext } from 'react';
import type { Fetch } from '../api/request.ts';
import type { ContactKeeper } from '../contact/contact.ts';
import type { Preferences } from './preferences.ts';

/** What the parts of the page share. */
export interface ConsoleParts {
  readonly contact: ContactKeeper;
  readonly preferences: Preferences;
  readonly fetch: Fetch;
}

export const ConsoleContext = createContext<ConsoleParts | undefined>(undefined);

export function useConsole(): ConsoleParts {
  const parts = useContext(ConsoleContext);
  if (!parts) throw new Error('console: expected a ConsoleContext around the page');
  return parts;
}

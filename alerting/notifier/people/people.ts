import type { NotifierConfig } from '../config.ts';
import type { Person } from '../planner.ts';

/** Everybody who is configured, by id. */
export function peopleOf({ people }: NotifierConfig): ReadonlyMap<string, Person> {
  const languages = { zh: ['zh'], en: ['en'], both: ['zh', 'en'] } as const;
  return new Map(
    Object.entries(people).map(([id, { language, ...person }]) => [
      id,
      { ...person, languages: languages[language] },
    ]),
  );
}

import type { Place } from '../incidents/incident.ts';
import type { Announcement } from '../incidents/step.ts';
import type { NamesPage } from '../names.ts';

export type Language = 'zh' | 'en';

/** All that a text may draw on; texts are pure functions of it. */
export interface Story {
  readonly announcement: Announcement;
  /** When it is told, milliseconds since 1970. */
  readonly at: number;
  readonly names: NamesPage;
  /** The city's time zone, for example `Asia/Shanghai`. */
  readonly timeZone: string;
  /** Address of the console, for links to boards. */
  readonly consoleUrl: string;
  /** Who signs a Chinese SMS, with its brackets: the provider approves it beforehand. */
  readonly signature: string;
  /** Where the reader of this mail acknowledges it. */
  readonly actLink?: string;
}

interface PlaceName {
  readonly full: string;
  readonly short: string;
}

/** What people call a place; its code when the registry does not know it. */
export function placeName(place: Place, names: NamesPage, language: Language): PlaceName {
  switch (place.kind) {
    case 'hospital': {
      const hospital = names.hospitals[place.code];
      return {
        full: hospital?.name ?? place.code,
        short: hospital?.shortName ?? hospital?.name ?? place.code,
      };
    }
    case 'district':
      return same(names.districts[place.code] ?? place.code);
    case 'city':
      return same(language === 'zh' ? '全市' : 'Whole city');
    case 'monitoring':
      return same(language === 'zh' ? '监控系统' : 'Monitoring');
    default:
      return place.kind satisfies never;
  }
}

function same(name: string): PlaceName {
  return { full: name, short: name };
}

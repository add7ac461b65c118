import type { BoardJson } from '../boards/board-json.ts';
import type { Language } from '../i18n/language.ts';
import { type Fetch, requestJson } from './request.ts';

const timeoutMs = 10_000;

/** The committed JSON of a board, as Grafana gets it too. */
export async function fetchBoard(
  uid: string,
  language: Language,
  fetch: Fetch,
): Promise<BoardJson> {
  const answer = await requestJson({ url: `/boards/${language}/${uid}.json`, timeoutMs }, fetch);
  return answer as BoardJson;
}

import { type Fetch, requestJson } from './request.ts';

/** Names of districts by code, as the center's registry has them; series carry codes only. */
export type DistrictNames = Readonly<Record<string, string>>;

const timeoutMs = 10_000;

export async function fetchDistrictNames(fetch: Fetch): Promise<DistrictNames> {
  const answer = await requestJson({ url: '/api/v1/names', timeoutMs }, fetch);
  const { districts = {} } = answer as { districts?: DistrictNames };
  return districts;
}

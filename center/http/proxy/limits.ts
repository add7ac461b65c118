/** What one client, one query and one answer may cost. */
export interface ProxyLimits {
  readonly timeoutMs: number;
  readonly queryBytes: number;
  readonly rangeMs: number;
  readonly points: number;
  readonly answerBytes: number;
  readonly inFlightPerClient: number;
  readonly inFlight: number;
  readonly waitMs: number;
  readonly perSecond: number;
  readonly burst: number;
  readonly cacheMs: number;
  readonly cacheBytes: number;
}

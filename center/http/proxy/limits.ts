/** What one client, one query and one answer may cost. */
export interface ProxyLimits {
  readonly timeoutMs: number;
  readonly queryBytes: number;
  readonly rangeMs: number;
  /** Points of one series. */
  readonly points: number;
  readonly answerBytes: number;
  readonly inFlightPerClient: number;
  readonly inFlight: number;
  /** How long a request waits for its turn. */
  readonly waitMs: number;
  readonly perSecond: number;
  readonly burst: number;
  /** How long an answer is kept; instant queries are aligned to it. */
  readonly cacheMs: number;
  readonly cacheBytes: number;
}

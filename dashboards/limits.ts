/** Where a number turns to trouble. Both directions name the value at which a color begins. */
export interface Limits {
  readonly badWhen: 'high' | 'low';
  readonly warning?: number;
  readonly critical?: number;
}

const hour = 3600;

/** Every limit drawn on a board. */
export const limits = {
  settleSuccess: { badWhen: 'low', warning: 0.98, critical: 0.9 },
  hospitalsOffline: { badWhen: 'high', warning: 1, critical: 5 },
  offlineShare: { badWhen: 'high', warning: 0.2, critical: 1 },
  districtService: { badWhen: 'low', warning: 0.95, critical: 0.85 },
  hospitalsOnline: { badWhen: 'low', warning: 0.95, critical: 0.7 },
  tradeSeconds: { badWhen: 'high', warning: 3, critical: 8 },
  uploadAgeSeconds: { badWhen: 'high', warning: 1800, critical: 7200 },
  uploadQueue: { badWhen: 'high', warning: 5000, critical: 20_000 },
  dataAgeSeconds: { badWhen: 'high', warning: 60, critical: 180 },
  fsUsed: { badWhen: 'high', warning: 0.95, critical: 0.98 },
  cpuBusy: { badWhen: 'high', warning: 0.95 },
  memoryUnavailable: { badWhen: 'high', warning: 0.92 },
  downloadAgeSeconds: { badWhen: 'high', warning: 26 * hour, critical: 50 * hour },
  datasetAgeSeconds: { badWhen: 'high', warning: 36 * hour, critical: 72 * hour },
  indoubtTrades: { badWhen: 'high', warning: 1, critical: 5 },
  replicationLagSeconds: { badWhen: 'high', warning: 300 },
  anyP1: { badWhen: 'high', critical: 1 },
} as const satisfies Readonly<Record<string, Limits>>;

/** From loudest to quietest: a person is woken; a person is told; digest; plumbing that no person sees. */
export const severities = ['critical', 'warning', 'info', 'none'] as const;
export type Severity = (typeof severities)[number];

/** The word of policy, texts and reports. P1: cannot settle or money at risk; P4: housekeeping. */
export const priorities = ['P1', 'P2', 'P3', 'P4'] as const;
export type Priority = (typeof priorities)[number];

/** The size of what an alert speaks of; drives routes, grouping and inhibition. */
export const scopes = ['city', 'district', 'hospital', 'pair', 'server', 'part', 'meta'] as const;
export type Scope = (typeof scopes)[number];

export const families = [
  'meta',
  'network',
  'host',
  'storage',
  'service',
  'app',
  'nightly',
  'pair',
  'agent',
  'time',
  'forecast',
  'slo',
] as const;
export type Family = (typeof families)[number];

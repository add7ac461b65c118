import type { Family, Scope, Severity } from './severities.ts';

/** One row of "who explains whom": while the parent is true, its children tell nobody anything new. */
export interface Explanation {
  /** Alert that explains the others. */
  readonly parent: string;
  /** Only the parent of this severity explains. */
  readonly parentSeverity?: Severity;
  /** Why the children are silent, in a sentence. */
  readonly why: string;
  /** Children that stay silent in PromQL already, which is the first net. */
  readonly gate?: Gate;
  /** What Alertmanager mutes besides: alerts held by `keep_firing_for`, or made at the center. */
  readonly mutes: Muted;
  /** Labels that parent and child have in common; for `equal` of the inhibition. */
  readonly equal: readonly TopologyLabel[];
}

export type TopologyLabel = 'district' | 'hospital' | 'server';

export interface Gate {
  /** Recorded series that is 1 while the parent is true and five minutes longer. */
  readonly state: string;
  /** Labels by which a child finds its parent. */
  readonly on: readonly TopologyLabel[];
  readonly children: readonly Child[];
}

export interface Child {
  readonly alert: string;
  /** Only the child of this severity; without it every severity. */
  readonly severity?: Severity;
}

/** Matches alerts that have one of the values in each given list. */
export interface Muted {
  readonly alerts?: readonly string[];
  readonly families?: readonly Family[];
  readonly scopes?: readonly Scope[];
}

/** What is seen at the windows without saying why; any known cause says more. */
const symptoms = [
  'SettlementFailing',
  'SettlementFailingFewCalls',
  'SettlementSlow',
  'SettlementVerySlow',
  'TooQuiet',
] as const;

/** What a hospital without the bureau shows of necessity. */
const withoutBureau = [
  ...symptoms,
  'OfflineShareHigh',
  'SignInInvalid',
  'SignInOld',
  'UploadBacklog',
  'UploadStalled',
  'CentreLineDegraded',
  'CentreLineLossy',
] as const;

/**
 * The one table from which the gates of the rules, the inhibition of Alertmanager and their tests are made.
 * Gates read the raw state and not the parent's alert: so they pass from parent to grandchild, a silence
 * does not lift them, and after a repair the child has to earn its `for` again.
 */
export const topology: readonly Explanation[] = [
  {
    parent: 'CityLineDown',
    why: 'Many lines of the city went down together: one cause, one message.',
    gate: {
      state: 'city:line_down:max5m',
      on: [],
      children: [{ alert: 'DistrictLineDown' }, { alert: 'HospitalLineDown' }],
    },
    mutes: { families: ['network'], scopes: ['district', 'hospital', 'part'] },
    equal: [],
  },
  {
    parent: 'DistrictLineDown',
    why: 'Many lines of the district went down together: one cause, one message.',
    gate: {
      state: 'district:line_down:max5m',
      on: ['district'],
      children: [{ alert: 'HospitalLineDown' }],
    },
    mutes: { families: ['network'], scopes: ['hospital', 'part'] },
    equal: ['district'],
  },
  {
    parent: 'HospitalLineDown',
    why: 'Nothing behind a cut line can be seen, so nothing behind it can be called down.',
    // Members of a pair are silent by the pair's state already: behind a cut line both are unreachable.
    gate: {
      state: 'hospital:line_down:max5m',
      on: ['hospital'],
      children: [{ alert: 'PairDown' }, { alert: 'HostDown', severity: 'critical' }],
    },
    mutes: { scopes: ['hospital', 'pair', 'server', 'part'] },
    equal: ['district', 'hospital'],
  },
  {
    parent: 'PairDown',
    why: 'Both servers of the pair are down; naming each of them adds nothing.',
    gate: {
      state: 'hospital:pair_down:max5m',
      on: ['hospital'],
      children: [{ alert: 'HostDown', severity: 'warning' }],
    },
    mutes: { scopes: ['server', 'part'] },
    equal: ['district', 'hospital'],
  },
  {
    parent: 'PairDown',
    why: 'Without a server there is no settlement service.',
    mutes: { alerts: ['SettlementServiceDown', ...symptoms] },
    equal: ['district', 'hospital'],
  },
  {
    parent: 'HostDown',
    parentSeverity: 'critical',
    why: 'The only server of the hospital is down, and its settlement service with it.',
    mutes: { alerts: ['SettlementServiceDown', ...symptoms] },
    equal: ['district', 'hospital'],
  },
  {
    parent: 'HostDown',
    why: 'A dead server has no disks, datasets or queues worth a message.',
    mutes: { scopes: ['part'] },
    equal: ['district', 'hospital', 'server'],
  },
  {
    parent: 'CentreFaultCitywide',
    why: 'The bureau is down for many hospitals: one cause, one message.',
    gate: {
      state: 'city:yibao_bureau_fault:max5m',
      on: [],
      children: [{ alert: 'CentreLineDownDistrict' }, { alert: 'CentreLineDown' }],
    },
    mutes: { alerts: ['CentreLineDownDistrict', 'CentreLineDown', ...withoutBureau] },
    equal: [],
  },
  {
    parent: 'CentreLineDownDistrict',
    why: 'Many hospitals of the district lost the bureau together: one cause, one message.',
    gate: {
      state: 'district:yibao_bureau_fault:max5m',
      on: ['district'],
      children: [{ alert: 'CentreLineDown' }],
    },
    mutes: { alerts: ['CentreLineDown', ...withoutBureau] },
    equal: ['district'],
  },
  {
    parent: 'CentreLineDown',
    why: 'A hospital without the bureau settles offline and uploads nothing; that is no second fault.',
    mutes: { alerts: withoutBureau },
    equal: ['district', 'hospital'],
  },
  {
    parent: 'HospitalLanDown',
    why: 'Behind a dead switch the bureau cannot be reached either.',
    mutes: { alerts: ['CentreLineDown', 'CentreBackupPathInUse', ...withoutBureau] },
    equal: ['district', 'hospital'],
  },
  {
    parent: 'CentreLineLossy',
    why: 'The same line, worse.',
    mutes: { alerts: ['CentreLineDegraded'] },
    equal: ['district', 'hospital', 'server'],
  },
  {
    parent: 'SettlementServiceDown',
    why: 'The hospital’s settlement is down; which part it is stands in its own message.',
    mutes: { alerts: ['ComponentDown', 'ComponentCrashLooping'] },
    equal: ['district', 'hospital'],
  },
  {
    parent: 'DbUnavailable',
    why: 'Without a database nothing of the settlement system works.',
    mutes: {
      alerts: [
        'DbDown',
        'DbPoolExhausted',
        'DbQuerySlow',
        'ComponentDown',
        'SettlementServiceDown',
        'WorkerBlocked',
      ],
    },
    equal: ['district', 'hospital'],
  },
  {
    parent: 'DbDown',
    why: 'What needs the database of this server cannot work.',
    mutes: { alerts: ['DbPoolExhausted', 'DbQuerySlow', 'ComponentDown', 'WorkerBlocked'] },
    equal: ['district', 'hospital', 'server'],
  },
  {
    parent: 'DbPoolExhausted',
    why: 'Workers wait for connections.',
    mutes: { alerts: ['WorkerBlocked'] },
    equal: ['district', 'hospital', 'server'],
  },
  {
    parent: 'AntivirusQuarantine',
    why: 'Files that were taken away are changed files, and their programs do not run.',
    mutes: {
      alerts: [
        'FileIntegrityMismatch',
        'ComponentDown',
        'AuxiliaryComponentDown',
        'ComponentCrashLooping',
      ],
    },
    equal: ['district', 'hospital', 'server'],
  },
  {
    parent: 'DownloadFleetFailure',
    why: 'Many servers of the district missed the downloads together: one cause, one message.',
    gate: {
      state: 'district:download_failed:max5m',
      on: ['district'],
      children: [{ alert: 'NightlyDownloadMissed' }, { alert: 'DownloadNotReadyAtOpening' }],
    },
    mutes: {
      alerts: ['NightlyDownloadMissed', 'DownloadNotReadyAtOpening', 'DownloadRunFailed'],
    },
    equal: ['district'],
  },
  {
    parent: 'NightlyDownloadMissedTwice',
    why: 'The same download, a night later.',
    mutes: { alerts: ['NightlyDownloadMissed', 'DownloadNotReadyAtOpening', 'DownloadRunFailed'] },
    equal: ['district', 'hospital', 'server'],
  },
  {
    parent: 'DatasetEmpty',
    why: 'No rows at all is the worst of incomplete.',
    mutes: { alerts: ['DownloadIncomplete'] },
    equal: ['district', 'hospital', 'server'],
  },
  {
    parent: 'PairDown',
    why: 'Two dead servers serve nobody and replicate nothing.',
    mutes: { alerts: ['PairNoActive', 'PairNoRedundancy', 'PairStandbyStale'] },
    equal: ['district', 'hospital'],
  },
  {
    parent: 'HostDown',
    parentSeverity: 'warning',
    why: 'The dead member of the pair is why there is no redundancy.',
    mutes: { alerts: ['PairNoRedundancy', 'PairStandbyStale', 'PairFailedOver'] },
    equal: ['district', 'hospital'],
  },
  {
    parent: 'PairNoRedundancy',
    why: 'A standby that is gone is behind as well.',
    mutes: { alerts: ['PairStandbyStale'] },
    equal: ['district', 'hospital'],
  },
  {
    parent: 'MemoryPressure',
    why: 'A server that pages is busy with paging.',
    mutes: { alerts: ['CpuSaturated'] },
    equal: ['district', 'hospital', 'server'],
  },
  {
    parent: 'RebootLoop',
    why: 'Each of the starts is one of these.',
    mutes: { alerts: ['RebootInHours'] },
    equal: ['district', 'hospital', 'server'],
  },
  {
    parent: 'AgentFleetDown',
    why: 'Many agents stopped together: one cause, one message.',
    gate: { state: 'city:agents_down:max5m', on: [], children: [{ alert: 'AgentDown' }] },
    mutes: { alerts: ['AgentDown', 'AgentCollectorFailing'] },
    equal: [],
  },
  {
    parent: 'AgentDown',
    why: 'A silent agent collects nothing.',
    mutes: { alerts: ['AgentCollectorFailing', 'AgentMemoryHigh'] },
    equal: ['district', 'hospital', 'server'],
  },
  {
    parent: 'AllSmsChannelsDown',
    why: 'All channels for SMS fail: one cause, one message.',
    mutes: { alerts: ['ChannelDown'] },
    equal: [],
  },
  {
    parent: 'DbBackupMissedTwice',
    why: 'The same backup, a night later.',
    mutes: { alerts: ['DbBackupMissing'] },
    equal: ['district', 'hospital', 'server'],
  },
  ...[
    'SettlementServiceDown',
    'SignInInvalid',
    'DbUnavailable',
    'WorkerBlocked',
    'PairNoActive',
  ].map(
    (parent): Explanation => ({
      parent,
      why: 'A known cause of the hospital says more than what is seen at its windows.',
      mutes: { alerts: symptoms },
      equal: ['district', 'hospital'],
    }),
  ),
  {
    parent: 'SettlementFailing',
    why: 'The ratio says the same with more calls.',
    mutes: { alerts: ['SettlementFailingFewCalls', 'SettlementSlow', 'SettlementVerySlow'] },
    equal: ['district', 'hospital'],
  },
  {
    parent: 'SettlementVerySlow',
    why: 'The same latency, further up.',
    mutes: { alerts: ['SettlementSlow'] },
    equal: ['district', 'hospital'],
  },
  {
    parent: 'ReconcileMismatchLarge',
    why: 'The same difference, larger.',
    mutes: { alerts: ['ReconcileMismatch'] },
    equal: ['district', 'hospital', 'server'],
  },
  {
    parent: 'ClaimDeadlineRisk',
    why: 'A queue that misses the cut-off is late as well.',
    mutes: { alerts: ['UploadBacklog', 'UploadStalled'] },
    equal: ['district', 'hospital', 'server'],
  },
  {
    parent: 'UploadStalled',
    why: 'A queue that stands still grows old as well; what stops it is the news.',
    mutes: { alerts: ['OfflinePending24h'] },
    equal: ['district', 'hospital', 'server'],
  },
  {
    parent: 'AllCardReadersDown',
    why: 'All readers fail together: one cause, one message.',
    mutes: { alerts: ['CardReaderDown'] },
    equal: ['district', 'hospital', 'server'],
  },
];

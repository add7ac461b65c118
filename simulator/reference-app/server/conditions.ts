/** How a server is, apart from what its services say: faults change it, and change it back. */
export interface ServerConditions {
  /** Windows whose card reader is dead, and whose PSAM card is. */
  readonly readersDown: Set<number>;
  readonly psamDown: Set<number>;
  /** Every visit ends in an exception, and the worker sleeps for ten seconds. */
  workersFail: boolean;
  /** Old catalogues: more items are not mapped. */
  catalogBehind: boolean;
  /** Share of visits that are submitted twice. */
  duplicateShare: number;
  replicationStopped: boolean;
  /** It serves though its partner does. */
  servesAnyway: boolean;
  /** It never serves. */
  staysIdle: boolean;
  /** The signing key is pulled out. */
  noKey: boolean;
}

export function goodServerConditions(): ServerConditions {
  return {
    readersDown: new Set(),
    psamDown: new Set(),
    workersFail: false,
    catalogBehind: false,
    duplicateShare: 0.001,
    replicationStopped: false,
    servesAnyway: false,
    staysIdle: false,
    noKey: false,
  };
}

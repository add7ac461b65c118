/** What comes next unless somebody takes the incident. */
export interface Call {
  readonly kind: 'step' | 'remind';
  /** Beginning of the round, milliseconds since 1970. */
  readonly from: number;
  readonly round: number;
  readonly step: number;
  readonly dueAt: number;
}

export type Invariant = {
  readonly id: 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'SEAL' | 'COUNTS';
  readonly promise: string;
  /** What breaks it, a line each; empty if it holds. */
  readonly broken: readonly string[];
  readonly checked: number;
};

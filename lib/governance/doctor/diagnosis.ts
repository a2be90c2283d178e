/** Something wrong with an account, and what to do about it. */
export interface Diagnosis {
  readonly check:
    | 'administrator'
    | 'foreign-administrator'
    | 'open-by-default'
    | 'open-resource'
    | 'location'
    | 'lf-tag'
    | 'missing-grant'
    | 'foreign-grant';
  /** `error`: somebody may see too much. `warning`: something doesn't work or isn't known here. */
  readonly severity: 'error' | 'warning';
  readonly problem: string;
  readonly remedy: string;
}

/** Something about access that is not as it must be. */
export interface Finding {
  readonly rule:
    | 'beyond-clearance'
    | 'outside-zones'
    | 'unfiltered-rows'
    | 'withheld'
    | 'missing-tag'
    | 'unknown-tag'
    | 'open-by-default'
    | 'administrator'
    | 'direct-read'
    | 'no-deny'
    | 'location';
  /** `persona`, `database.table.column` or the bucket it is about. */
  readonly subject: string;
  readonly message: string;
}

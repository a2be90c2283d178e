/** What is looked at, with the title it has in a report, in the order of a report. */
export const AREAS = {
  administrators: 'Administrators',
  defaults: 'IAMAllowedPrincipals',
  locations: 'Locations',
  vocabulary: 'LF-tags',
  tables: 'Databases, tables and their tags',
  grants: 'Grants',
  filters: 'Row filters',
  quotas: 'Quotas',
} as const;
export type Area = keyof typeof AREAS;

/** Every check with the area it belongs to. */
const CHECKS = {
  administrator: 'administrators',
  'lake-administrator': 'administrators',
  'foreign-administrator': 'administrators',
  'open-by-default': 'defaults',
  'open-resource': 'defaults',
  'open-catalog': 'defaults',
  location: 'locations',
  'lf-tag': 'vocabulary',
  'missing-database': 'tables',
  'missing-table': 'tables',
  'drifted-tag': 'tables',
  'missing-grant': 'grants',
  'foreign-grant': 'grants',
  'missing-filter': 'filters',
  'drifted-filter': 'filters',
  quota: 'quotas',
} as const satisfies Record<string, Area>;

/** Something wrong with an account, and what to do about it. */
export interface Diagnosis {
  readonly check: keyof typeof CHECKS;
  /** `error`: somebody may see too much. `warning`: something doesn't work or isn't known here. */
  readonly severity: 'error' | 'warning';
  readonly problem: string;
  readonly remedy: string;
}

/** Something that could not be looked at, wholly or in part: nothing is known of it. */
export interface Unchecked {
  readonly area: Area;
  readonly reason: string;
  readonly remedy: string;
}

export function areaOf({ check }: Pick<Diagnosis, 'check'>): Area {
  return CHECKS[check];
}

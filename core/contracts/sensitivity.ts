/**
 * How much harm a column's values could do, least first. A clearance covers its own class and all
 * before it.
 *
 * - `public`: may be published
 * - `internal`: says nothing about a person: counts, states of processing, lineage of records about nobody
 * - `personal`: identifies a person or their place (PII; HIPAA Safe Harbor identifiers)
 * - `health`: says something about a person's health (PHI)
 */
export const SENSITIVITIES = ['public', 'internal', 'personal', 'health'] as const;

export type Sensitivity = (typeof SENSITIVITIES)[number];

/** The class of anything that no contract has classed yet. */
export const MOST_RESTRICTED: Sensitivity = 'health';

/** Whether columns of a class say something of people. */
export function isOfPeople(sensitivity: Sensitivity): boolean {
  return sensitivity === 'personal' || sensitivity === 'health';
}

/** Whether a clearance covers a column of this class. */
export function covers(clearance: Sensitivity, column: Sensitivity): boolean {
  return SENSITIVITIES.indexOf(column) <= SENSITIVITIES.indexOf(clearance);
}

/** Whether a dataset holds records about people. */
export function isAboutPeople({
  columns,
}: {
  readonly columns: Readonly<Record<string, { readonly sensitivity: Sensitivity }>>;
}): boolean {
  return Object.values(columns).some(({ sensitivity }) => isOfPeople(sensitivity));
}

/** What messages came to, without a value of them. */
export interface LandingReport {
  /** Records in bronze that were not there before. */
  readonly landed: number;
  /** Messages that an earlier try had landed. */
  readonly alreadyLanded: number;
  /** Of the landed, those that are no message of a known sender; silver quarantines them. */
  readonly foreign: number;
  /** Messages that say nothing of a row of the table. */
  readonly aside: number;
  /** Tombstones that name no key. */
  readonly withoutKey: number;
  /** How often a database emptied its table. */
  readonly truncated: number;
  /** Snapshots that told a table anew. */
  readonly retold: number;
  /** Rows that came under a new key without values that their database had left unsaid. */
  readonly incomplete: number;
  /** Columns that the table has and the contract hasn't. */
  readonly unknownColumns: readonly string[];
}

export const NOTHING: LandingReport = {
  landed: 0,
  alreadyLanded: 0,
  foreign: 0,
  aside: 0,
  withoutKey: 0,
  truncated: 0,
  retold: 0,
  incomplete: 0,
  unknownColumns: [],
};

export function sumOfLandings(reports: readonly LandingReport[]): LandingReport {
  return reports.reduce(
    (a, b) => ({
      landed: a.landed + b.landed,
      alreadyLanded: a.alreadyLanded + b.alreadyLanded,
      foreign: a.foreign + b.foreign,
      aside: a.aside + b.aside,
      withoutKey: a.withoutKey + b.withoutKey,
      truncated: a.truncated + b.truncated,
      retold: a.retold + b.retold,
      incomplete: a.incomplete + b.incomplete,
      unknownColumns: [...new Set([...a.unknownColumns, ...b.unknownColumns])],
    }),
    NOTHING,
  );
}

/** What a report has to say beside its numbers, in words without a value. */
export function remarksOn(report: LandingReport, dataset: string): string[] {
  const { truncated, retold, incomplete, unknownColumns, withoutKey, foreign, aside } = report;
  const said = (count: number, one: string, many = one): string[] =>
    count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  return [
    ...(truncated === 0 ? [] : [`the database emptied the table of ${dataset}, and so does the lake`]),
    ...(retold === 0 ? [] : [`a snapshot tells the table of ${dataset} anew: rows that it hasn't are gone`]),
    ...said(
      incomplete,
      'row came under a new key without its large values: REPLICA IDENTITY FULL sends them',
      'rows came under new keys without their large values: REPLICA IDENTITY FULL sends them',
    ),
    ...(unknownColumns.length === 0
      ? []
      : [`the table has columns that the contract of ${dataset} hasn't: ${unknownColumns.join(', ')}`]),
    ...said(withoutKey, 'tombstone names no key', 'tombstones name no key'),
    ...said(
      foreign,
      'message of no known sender, for quarantine',
      'messages of no known sender, for quarantine',
    ),
    ...said(aside, 'message about no row of the table', 'messages about no row of the table'),
  ];
}

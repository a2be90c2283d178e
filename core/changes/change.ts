import type { ChangeMapping, Dataset } from '../contracts';

/** A value of one column as JSON holds it without losing a digit: numbers that a double can't hold are texts. */
export type RowValue = string | number | boolean | null;

export type Row = Readonly<Record<string, RowValue>>;

/**
 * What a change does, in Debezium's letters: `c` and `u` carry the whole row, `p` the columns that changed, `d` the
 * key, `t` nothing. A letter that a sender made up stays as it is, for silver to quarantine.
 */
export type ChangeLetter = 'c' | 'u' | 'p' | 'd' | 't' | (string & {});

/** One change of a row of another database, whoever told it. */
export interface Change {
  readonly op: ChangeLetter;
  /** By the names of the table's columns. */
  readonly row: Row;
  /** Where its database wrote it; sorts as text. */
  readonly position: string;
  /** When it was committed there, ISO 8601. @default not said */
  readonly at?: string | undefined;
  /** `schema.table`, or `database.table` where there are no schemas. @default not said */
  readonly table?: string | undefined;
}

/**
 * How the changes of a database are loaded: what the contract of its table gives as `load`. Columns come from
 * `$.row.<column>`, the time of the change from `$.at`.
 */
export const CHANGES = {
  operation: '$.op',
  operations: { insert: ['c'], update: ['u'], partial: ['p'], delete: ['d'], truncate: ['t'] },
  position: [{ path: '$.position', as: 'text' }],
} as const satisfies ChangeMapping;

/** Whether a dataset is a table of another database. */
export function isLoadedByChanges({ load }: Pick<Dataset, 'load'>): boolean {
  return load === CHANGES;
}

/** The payload of a change in bronze. */
export function changeJson({ op, position, at, table, row }: Change): string {
  return JSON.stringify({ op, position, at, table, row });
}

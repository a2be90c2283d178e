import type { Table } from '../../tables';

/**
 * One statement of a load. The name is stable: it names the state of the state machine and the line of
 * progress. `measures` names the columns of the one row it returns, kept as parameters of later steps.
 */
export interface LoadStep {
  readonly name: string;
  readonly sql: string;
  /** Parameters for the `?` of the statement, in order. */
  readonly parameters: readonly LoadParameter[];
  /** @default [] */
  readonly measures: readonly Measure[];
  /** The lasting table that the statement changes. @default none */
  readonly writes?: Table;
}

/** What becomes of a record; `landed` is their sum. */
export const TERMS = ['inserted', 'updated', 'deleted', 'duplicates', 'stale', 'quarantined'] as const;

export const MEASURES = ['landed', ...TERMS, 'unaccounted', 'missing'] as const;
export type Measure = (typeof MEASURES)[number];

/** Parameters are text or numbers; times in ISO 8601, days as YYYY/MM/DD, paths as `$path` gives them. */
export type LoadParameter =
  | 'run_id'
  | 'window_from'
  | 'window_to'
  | 'path_after'
  | 'path_until'
  | 'objects_listed'
  | 'started_at'
  | 'ended_at'
  | Measure;

export function change(
  name: string,
  sql: string,
  parameters: readonly LoadParameter[] = [],
  writes?: Table,
): LoadStep {
  return { name, sql, parameters, measures: [], ...(writes && { writes }) };
}

export function measure(
  name: string,
  sql: string,
  measures: readonly Measure[],
  parameters: readonly LoadParameter[] = [],
): LoadStep {
  return { name, sql, parameters, measures };
}

/** How a strategy brings staged records into silver, and how it accounts for them. */
export interface Strategy {
  /** Statements before the measure that note what happened to keys. */
  readonly remember: readonly LoadStep[];
  /** Statements after it that change what people read. */
  readonly apply: readonly LoadStep[];
  /** One row with a count per term but `quarantined`, of good records. Every `?` is the run. */
  readonly counts: string;
  /** Keys of the run whose row isn't what it should be, as `n`. @default none can be told */
  readonly torn?: string;
  /** Keys that a deletion holds out of silver now, as `n`. */
  readonly deleted: string;
  /** Good records of a relation that the tables don't account for, as `n`. */
  readonly unaccounted: (staged: string) => string;
}

import type { Sensitivity } from './sensitivity';
import type { ColumnType } from './types';

/** Builds Athena SQL over the payload of one raw record; paths are JSONPath from the payload's root. */
export interface RawRecord {
  /** A scalar as varchar; NULL for objects, arrays and what isn't there. */
  readonly scalar: (path: string) => string;
  /** Any JSON value, typed json. */
  readonly json: (path: string) => string;
  /** A CloudEvents context attribute of the record's envelope, as varchar. */
  readonly attribute: (name: string) => string;
}

/**
 * Where a column comes from:
 * - a JSONPath from the payload's root, cast to the column's type;
 * - a JSONPath and an Athena SQL expression over its text. Present text that yields NULL is a type error. Where
 *   the payload has no text, that of a context attribute may stand in;
 * - an Athena SQL expression over the record, for what one path cannot say.
 */
export type ColumnSource =
  | string
  | { readonly path: string; readonly as: (text: string) => string; readonly attribute?: string }
  | { readonly sql: (record: RawRecord) => string };

export interface ColumnContract {
  readonly type: ColumnType;
  /** Decides who sees the column. There is no default. */
  readonly sensitivity: Sensitivity;
  /** One sentence for the data dictionary; units included. */
  readonly description: string;
  readonly from: ColumnSource;
  /** A record without it is quarantined. @default false */
  readonly required?: boolean;
  /** Any other value is quarantined. @default every value of the type */
  readonly oneOf?: readonly string[];
}

/** A named rule over a raw record. */
export interface RecordCheck {
  /** Snake case; the reason a failing record carries in quarantine. */
  readonly name: string;
  readonly description: string;
  /** Athena SQL that is true for a good record. */
  readonly sql: (record: RawRecord) => string;
}

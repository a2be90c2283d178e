import type { Json } from './exact-json';
import type { LogPlace } from './log-watch';
import type { TimeUnit } from './moments';
import { UNKNOWN_FIELDS, type FieldTypes } from './field-type';

/** What a sender wrote, decoded from however it wrote it, its digits kept. */
export interface Decoded {
  readonly value: Json;
  /** Types of the columns of a row, when the sender sends a schema. */
  readonly fieldsAt: (...path: readonly string[]) => FieldTypes;
}

export const untyped = (value: Json): Decoded => ({ value, fieldsAt: () => UNKNOWN_FIELDS });

/** One message about the rows of a table. */
export interface ChangeMessage {
  /** Undefined: it has none. */
  readonly key?: Decoded | undefined;
  /** Undefined: a tombstone. */
  readonly value?: Decoded | undefined;
  /** Where the carrier counted it. Decimal digits, 56 at most. */
  readonly place: string;
}

/** What a message says before its values are read: the same for every sender. */
export interface RawChange {
  /** A letter of `ChangeLetter`, or what a sender made up. */
  readonly op: string;
  readonly before?: RawRow | undefined;
  readonly after?: RawRow | undefined;
  readonly source: string;
  /** Where it stands in the database's log; undefined where nothing there has an order. */
  readonly log?: LogPlace | undefined;
  readonly at?: string | undefined;
  readonly table?: string | undefined;
  /** Whether it is a row of a snapshot, which tells a whole table at the one place of `source`. */
  readonly isSnapshot: boolean;
  /** Whether columns that an update doesn't have are unchanged, and not NULL. */
  readonly isPartial: boolean;
  /** What the columns of its database usually count moments in. */
  readonly usualUnit: TimeUnit;
}

export interface RawRow {
  readonly values: { readonly [column: string]: Json };
  readonly fields: FieldTypes;
}

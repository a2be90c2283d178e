import { isObject, textOf, type Json, type JsonObject } from './exact-json';
import { UNKNOWN_FIELDS } from './field-type';
import type { RawChange, RawRow } from './message';
import { sourcePosition } from './position';

const OPERATIONS: Readonly<Record<string, string>> = { load: 'c', insert: 'c', update: 'u', delete: 'd' };

/** What a column that an update leaves out is: `unchanged` when the task has `IncludeNullAndEmpty`, else `null`. */
export const ABSENT_COLUMNS = ['unchanged', 'null'] as const;
export type AbsentColumns = (typeof ABSENT_COLUMNS)[number];

/**
 * Whether a value is a message of AWS DMS.
 *
 * @see https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.Kinesis.html
 */
export function isDms(value: Json): value is JsonObject & { readonly metadata: JsonObject } {
  return isObject(value) && isObject(value.metadata) && typeof value.metadata.operation === 'string';
}

/** What DMS tells of tables, such as that one was made or has a new column. Emptying one is told of its rows. */
export function isControl(value: Json): boolean {
  return isDms(value) && value.metadata['record-type'] === 'control' && !empties(value.metadata);
}

export function readDms(
  value: JsonObject & { readonly metadata: JsonObject },
  epoch: number,
  absent: AbsentColumns,
): RawChange {
  const { metadata, data } = value;
  const before = value['before-image'];
  const operation = textOf(metadata.operation) ?? '';
  const [schema, table] = [textOf(metadata['schema-name']), textOf(metadata['table-name'])];
  return {
    op: empties(metadata) ? 't' : (OPERATIONS[operation] ?? operation),
    before: operation === 'delete' ? row(data) : row(before),
    after: operation === 'delete' ? undefined : row(data),
    source: sourcePosition(epoch),
    at: textOf(metadata['commit-timestamp']) ?? textOf(metadata.timestamp),
    table: schema ? `${schema}.${table}` : table,
    // Of a full load nothing says where it begins, nor when.
    isSnapshot: false,
    isPartial: absent === 'unchanged',
    usualUnit: 'millis',
  };
}

function empties({ operation }: JsonObject): boolean {
  return /^truncate/i.test(textOf(operation) ?? '');
}

function row(values: Json | undefined): RawRow | undefined {
  return isObject(values) && Object.keys(values).length > 0 ? { values, fields: UNKNOWN_FIELDS } : undefined;
}

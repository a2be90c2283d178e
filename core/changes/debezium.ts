import { connectFields } from './field-type';
import { isNumber, isObject, numberText, textOf, type Json, type JsonObject } from './exact-json';
import { logPlaceOf } from './log-place';
import { momentOf } from './moments';
import type { Decoded, RawChange, RawRow } from './message';
import { sourcePosition, type SourcePlace } from './position';

/** What a snapshot tells of a table. */
export const SNAPSHOT_EXTENTS = ['whole', 'parts'] as const;
export type SnapshotExtent = (typeof SNAPSHOT_EXTENTS)[number];

/** Marks of rows of a snapshot that tells whole tables; `incremental` ones tell chunks, and deletions beside them. */
const OF_A_WHOLE = ['true', 'first', 'first_in_data_collection', 'last_in_data_collection', 'last'];

/** Operations of Debezium that are none of a row: a message written into the log. */
const OF_NO_ROW = ['m'];

/**
 * Takes the schema off that Kafka Connect's converter may wrap a message in.
 *
 * @see https://debezium.io/documentation/reference/stable/connectors/postgresql.html#postgresql-change-events-value
 */
export function unwrapped(decoded: Decoded): Decoded {
  const { value } = decoded;
  if (!isObject(value) || !('schema' in value) || !('payload' in value) || Object.keys(value).length !== 2)
    return decoded;
  const { schema, payload } = value;
  return { value: payload ?? null, fieldsAt: (...path) => connectFields(schema, ...path) };
}

/** Whether a value is an envelope of Debezium: it says what was done to a row and by which database. */
export function isDebezium(value: Json): value is JsonObject {
  return isObject(value) && typeof value.op === 'string' && isObject(value.source);
}

/** Debezium's own messages beside those of rows: of transactions, of statements that change a schema, of heartbeats. */
export function isAboutNoRow(value: Json): boolean {
  if (!isObject(value)) return false;
  const { op, status, id } = value;
  if (typeof op === 'string') return OF_NO_ROW.includes(op);
  const isTransaction = (status === 'BEGIN' || status === 'END') && typeof id === 'string';
  return isTransaction || 'ddl' in value || /^(ts_ms)(,ts_us,ts_ns)?$/.test(Object.keys(value).join());
}

/** @param epoch see {@link sourcePosition} */
export function readDebezium(decoded: Decoded & { readonly value: JsonObject }, epoch: number): RawChange {
  const { value, fieldsAt } = decoded;
  const source = value.source as JsonObject;
  const row = (name: 'before' | 'after'): RawRow | undefined => {
    const values = value[name];
    return isObject(values) ? { values, fields: fieldsAt(name) } : undefined;
  };
  const op = textOf(value.op) ?? '';
  const isWhole = op === 'r' && OF_A_WHOLE.includes(textOf(source.snapshot) ?? '');
  return {
    op: op === 'r' ? 'c' : op,
    before: row('before'),
    after: row('after'),
    source: sourcePosition(epoch, placeOf(source)),
    // Chunks of a table are told between changes, at places of their own.
    log: isWhole || op !== 'r' ? logPlaceOf(source) : undefined,
    at: committedAt(source),
    table: tableOf(source),
    isSnapshot: isWhole,
    isPartial: false,
    // A column without a precision has six digits in PostgreSQL, and none in MySQL.
    usualUnit: source.connector === 'postgresql' ? 'micros' : 'millis',
  };
}

/** PostgreSQL counts one log; MySQL and MariaDB count files, bytes in them and rows of an event. */
function placeOf({ lsn, file, pos, row }: JsonObject): SourcePlace {
  const [, number] = typeof file === 'string' ? (/(\d+)$/.exec(file) ?? []) : [];
  if (number !== undefined) return { file: BigInt(number), place: count(pos) ?? 0n, row: count(row) ?? 0n };
  return { place: count(lsn) ?? 0n };
}

function committedAt({ ts_us: micros, ts_ms: millis }: JsonObject): string | undefined {
  const [exact, rough] = [count(micros), count(millis)];
  if (exact !== undefined) return momentOf(exact, 'micros');
  return rough === undefined ? undefined : momentOf(rough, 'millis');
}

function tableOf({ schema, db, table }: JsonObject): string | undefined {
  if (typeof table !== 'string') return undefined;
  const place = typeof schema === 'string' && schema !== '' ? schema : db;
  return typeof place === 'string' ? `${place}.${table}` : table;
}

function count(value: Json | undefined): bigint | undefined {
  const text = isNumber(value) ? numberText(value) : textOf(value);
  return text !== undefined && /^\d{1,20}$/.test(text) ? BigInt(text) : undefined;
}

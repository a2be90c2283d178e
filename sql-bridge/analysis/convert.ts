import { canCoerce } from '../types/coercion';
import { duckType } from '../types/duck-type';
import { isFloat, isInteger, sameType, timestamp, type Type } from '../types/type';
import type { Cast } from '../values/cast/cast';
import { castValue } from '../values/cast/cast-value';
import { SqlError, SqlTranslationError } from '../errors';
import { zoneName } from '../values/zone';
import type { Context } from './context';
import { literalAs } from './literal-as';
import { once } from './once';
import { quote, type Typed } from './typed';
import { udfName } from './udf-name';

/** Reads an expression as a type that Trino widens it to by itself. */
export function coerce(ctx: Context, value: Typed, to: Type): Typed {
  const { type } = value;
  const zoned =
    to.kind === 'timestamp with time zone' && type.kind === to.kind
      ? { ...to, ...(type.zone !== undefined && { zone: type.zone }) }
      : to;
  if (sameType(type, to)) return { ...value, type: zoned.kind === 'row' ? type : zoned };
  const { instant, ...rest } = value;
  const isMoment = type.kind === to.kind && instant !== undefined;
  return { ...rest, sql: castSql(ctx, value, to, false), type: to, ...(isMoment && { instant }) };
}

/** The instant of a moment in a zone, without what tells its zone. */
export const instantOf = ({ sql, instant }: Typed): string => instant ?? `(${sql}).u`;

/** Whether an expression may stand where a type is asked for. */
export const accepts = (to: Type, value: Typed): boolean => canCoerce(value.type, to);

/** CAST and TRY_CAST as DuckDB SQL. @throws SqlError TYPE_MISMATCH when Trino has no such cast */
export function castSql(ctx: Context, value: Typed, to: Type, safe: boolean): string {
  castValue(value.type, to);
  if (value.type.kind === 'unknown') return `CAST(NULL AS ${duckType(to)})`;
  const direct = native(ctx, value, to, safe);
  if (direct !== undefined) return direct;
  return called(ctx, value, to, safe);
}

/** A cast in JavaScript. DuckDB's TRY takes no aggregates, so that a safe one gives NULL by itself. */
function called(ctx: Context, value: Typed, to: Type, safe: boolean): string {
  const { sql, type } = value;
  const cast = castValue(type, to);
  const known = literalAs(value, to, cast);
  if (known !== undefined) return known;
  const run = safe ? tried(cast) : cast;
  return ctx.call(
    { name: udfName(safe ? 'try_cast' : 'cast', type, to), parameters: [type], result: to, run },
    sql,
  );
}

const tried =
  (cast: Cast): Cast =>
  (value) => {
    try {
      return cast(value);
    } catch (error) {
      if (error instanceof SqlError && !(error instanceof SqlTranslationError)) return null;
      throw error;
    }
  };

/** Casts that DuckDB does as Trino does. */
function native(ctx: Context, value: Typed, to: Type, safe: boolean): string | undefined {
  const { sql, type: from } = value;
  if (sameType(from, to) && from.kind !== 'timestamp with time zone') return sql;
  const plain = `CAST(${sql} AS ${duckType(to)})`;
  switch (to.kind) {
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'double':
    case 'real':
    case 'decimal':
      return number(value, to, plain, safe, ctx);
    case 'varchar':
      return text(value, to, plain);
    case 'boolean':
      return from.kind === 'varchar' && safe ? truth(sql) : undefined;
    case 'date':
      if (from.kind === 'timestamp') return plain;
      return from.kind === 'varchar' && safe ? fast(ctx, value, to, '[0-9]{4}-[0-9]{2}-[0-9]{2}') : undefined;
    case 'timestamp':
      return moment(ctx, value, to.precision, plain, safe);
    case 'timestamp with time zone':
      if (from.kind === 'timestamp' && from.precision <= to.precision) return inUtc(sql);
      if (from.kind === 'date') return inUtc(`CAST(${sql} AS TIMESTAMP)`);
      return from.kind === to.kind && from.precision <= to.precision ? sql : undefined;
    case 'varbinary':
      return from.kind === 'varchar' ? `encode(${sql})` : undefined;
    case 'array':
      if (from.kind !== 'array' || safe) return undefined;
      return from.element.kind === 'unknown' ? plain : undefined;
    default:
      return undefined;
  }
}

const inUtc = (timestamp: string): string =>
  `CASE WHEN ${timestamp} IS NOT NULL THEN struct_pack(u := ${timestamp}, z := 'UTC') END`;

function number(
  { sql, type: from }: Typed,
  to: Type,
  plain: string,
  safe: boolean,
  ctx: Context,
): string | undefined {
  const widens = canCoerce(from, to);
  if (isInteger(to)) {
    if (isInteger(from) && widens) return plain;
    if (from.kind === 'varchar' && safe)
      return `CASE WHEN regexp_full_match(${sql}, '[+-]?[0-9]+') THEN TRY_${plain} END`;
    if (isInteger(from)) return narrower(ctx, { sql, type: from }, to, safe);
    return undefined;
  }
  if (to.kind === 'decimal') {
    if (widens && (isInteger(from) || from.kind === 'decimal')) return plain;
    return from.kind === 'varchar' && safe
      ? fast(ctx, { sql, type: from }, to, '[+-]?[0-9]+(\\.[0-9]+)?')
      : undefined;
  }
  if (isInteger(from) || from.kind === 'real' || (from.kind === 'decimal' && from.precision <= 15))
    return isFloat(from) && to.kind === 'real' ? undefined : plain;
  return from.kind === 'varchar' && safe
    ? fast(ctx, { sql, type: from }, to, '[+-]?[0-9]{1,15}(\\.[0-9]{0,15})?')
    : undefined;
}

/** What fits goes through DuckDB; what doesn't fails in Trino's words. */
function narrower(ctx: Context, { sql, type: from }: Typed, to: Type, safe: boolean): string {
  const cast = (value: string): string => `TRY_CAST(${value} AS ${duckType(to)})`;
  if (safe) return cast(sql);
  const udf = { name: udfName('cast', from, to), parameters: [from], result: to, run: castValue(from, to) };
  return once(
    sql,
    (value) =>
      `CASE WHEN ${value} IS NULL OR ${cast(value)} IS NOT NULL THEN ${cast(value)} ELSE ${ctx.call(udf, value)} END`,
  );
}

/** TRY_CAST of text that has the plain form by DuckDB, of all other text in JavaScript. */
function fast(ctx: Context, value: Typed, to: Type, pattern: string): string {
  const call = called(ctx, value, to, true);
  return `CASE WHEN regexp_full_match(${value.sql}, ${quote(pattern)}) THEN TRY_CAST(${value.sql} AS ${duckType(to)}) ELSE ${call} END`;
}

function text(
  { sql, type: from }: Typed,
  to: Type & { readonly kind: 'varchar' },
  plain: string,
): string | undefined {
  if (from.kind === 'varchar') {
    const shorter = to.length !== undefined && (from.length === undefined || from.length > to.length);
    return shorter ? `left(${sql}, ${to.length})` : sql;
  }
  if (to.length !== undefined) return undefined;
  return isInteger(from) || from.kind === 'boolean' || from.kind === 'date' ? plain : undefined;
}

const truth = (sql: string): string =>
  `CASE WHEN lower(${sql}) IN ('t', 'true', '1') THEN true WHEN lower(${sql}) IN ('f', 'false', '0') THEN false END`;

function moment(
  ctx: Context,
  value: Typed,
  digits: number,
  plain: string,
  safe: boolean,
): string | undefined {
  const { sql, type: from } = value;
  if (from.kind === 'date') return plain;
  if (from.kind === 'timestamp' && from.precision <= digits) return sql;
  if (
    from.kind === 'timestamp with time zone' &&
    from.zone !== undefined &&
    zoneName(from.zone) === 'UTC' &&
    from.precision <= digits
  )
    return instantOf(value);
  if (from.kind === 'varchar' && safe)
    return fast(
      ctx,
      value,
      timestamp(digits),
      `[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,${Math.max(1, digits)}})?`,
    );
  return undefined;
}

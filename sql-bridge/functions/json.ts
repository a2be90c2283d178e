import { wordOf } from '../values/codec';
import { typed, type Typed } from '../analysis/typed';
import { udfName } from '../analysis/udf-name';
import { refused, SqlError } from '../errors';
import { VARCHAR } from '../types/type';
import { JsonNumber, JsonReader, jsonText, NotJson, parseJson, type Json } from '../values/json';
import { duckPath, jsonPath } from '../values/json-path';
import { js, jsCall, template } from './build';
import type { BoundCall, FunctionTable } from './implementation';

/** The value at a path; undefined where there is none or the text is no JSON up to it. */
function find(text: string, path: string): Json | undefined {
  try {
    return new JsonReader(text).find(jsonPath(path));
  } catch (error) {
    if (error instanceof NotJson) return undefined;
    throw error;
  }
}

/** A scalar as text, its digits as they stand. */
function scalarText(value: Json | undefined): string | null {
  if (value === undefined || value === null || value instanceof Map || Array.isArray(value)) return null;
  return value instanceof JsonNumber ? value.text : wordOf(value as string | boolean);
}

const list = (text: string): readonly Json[] | null => {
  try {
    const value = parseJson(text);
    return Array.isArray(value) ? (value as readonly Json[]) : null;
  } catch (error) {
    if (error instanceof NotJson) return null;
    throw error;
  }
};

/** What everybody writes alike. */
const PLAIN = "'-?[1-9][0-9]{0,14}|true|false'";
/** Where `-0` may stand, which DuckDB writes as `0`. */
/** A path that is none fails when the statement runs, where TRY sees it. */
function knownPath(text: string): ReturnType<typeof jsonPath> | undefined {
  try {
    return jsonPath(text);
  } catch (error) {
    if (error instanceof SqlError) return undefined;
    throw error;
  }
}

const MINUS_ZERO = "'[:,\\[\\s]-0'";

/**
 * Paths that are read from a column go through one list of all of them; where DuckDB may write a number in another
 * way, it is looked up in the record again.
 */
function extractScalar(call: BoundCall): Typed | string {
  const [json, path] = call.args;
  const slow = (): string =>
    call.env.ctx.call(
      {
        name: udfName('json_extract_scalar'),
        parameters: [VARCHAR, VARCHAR],
        result: VARCHAR,
        run: (text: string, at: string) => scalarText(find(text, at)),
      },
      json!.sql,
      path!.sql,
    );
  const steps = path!.text === undefined ? undefined : knownPath(path!.text);
  const fast = steps && duckPath(steps);
  if (fast === undefined || !json?.lists || json.column === undefined) return typed(slow(), call.result);
  const settle = (value: string, list: string): string =>
    `CASE WHEN ${value} IS NULL THEN CASE WHEN ${list} IS NULL THEN ${slow()} END
WHEN starts_with(${value}, '"') THEN CASE WHEN contains(${value}, '\\') THEN json_extract_string(${value}, '$') ELSE substring(${value}, 2, length(${value}) - 2) END
WHEN regexp_full_match(${value}, ${PLAIN}) THEN ${value}
WHEN ${value} = '0' AND NOT regexp_matches(${json.sql}, ${MINUS_ZERO}) THEN '0'
WHEN left(${value}, 1) NOT IN ('{', '[', 'n') THEN ${slow()} END`;
  const column = json.sql.replace(/^"[^"]*"\./, '');
  return typed(json.lists.item(json.column, column, fast, settle), call.result);
}

const contains = (value: Json, wanted: unknown): boolean => {
  if (value instanceof JsonNumber) {
    if (typeof wanted === 'bigint') return value.isWhole && BigInt(value.text) === wanted;
    return typeof wanted === 'number' && !value.isWhole && Number(value.text) === wanted;
  }
  return typeof value === typeof wanted && value === wanted;
};

/** @see https://trino.io/docs/435/functions/json.html */
export const jsonFunctions: FunctionTable = {
  is_json_scalar: js((text: string) => {
    try {
      const value = parseJson(text);
      return !(value instanceof Map || Array.isArray(value));
    } catch {
      throw new SqlError('INVALID_FUNCTION_ARGUMENT', 'Invalid JSON value');
    }
  }),
  json_array_contains: js(
    (text: string, wanted: unknown) => list(text)?.some((item) => contains(item, wanted)) ?? null,
  ),
  json_array_get: js((text: string, index: bigint) => {
    const items = list(text);
    const item = items?.at(Number(index));
    if (item === undefined) return null;
    if (item === null) throw refused('`json_array_get` of null', 'Use json_extract.');
    // Trino gives a text as it is, which is no JSON.
    return typeof item === 'string' ? item : jsonText(item, false);
  }),
  json_array_length: js((text: string) => {
    const items = list(text);
    return items ? BigInt(items.length) : null;
  }),
  json_extract: (call) => {
    return jsCall(call, (text: string, at: string) => {
      const value = find(text, at);
      return value === undefined ? null : jsonText(value, false);
    });
  },
  json_extract_scalar: extractScalar,
  json_format: template((json) => json),
  json_parse: js((text: string) => {
    try {
      return jsonText(parseJson(text), true);
    } catch (error) {
      if (error instanceof NotJson)
        throw new SqlError('INVALID_FUNCTION_ARGUMENT', 'Cannot convert value to JSON');
      throw error;
    }
  }),
  json_size: js((text: string, path: string) => {
    const value = find(text, path);
    if (value === undefined) return null;
    return BigInt(value instanceof Map ? value.size : Array.isArray(value) ? value.length : 0);
  }),
};

import { SqlError, refused } from '../errors';
import type { JsonBehaviour, JsonCall } from '../syntax/ast';
import { resolveType } from '../types/resolve-type';
import { BIGINT, BOOLEAN, DOUBLE, isText, VARCHAR, type Type } from '../types/type';
import { castValue } from '../values/cast/cast-value';
import { followed, type SqlPath } from '../values/sql-json-path/follow';
import { itemOf } from '../values/sql-json-path/item';
import { readPath } from '../values/sql-json-path/read';
import { JsonNumber, NotJson, jsonText, parseJson, type Json } from '../values/json';
import type { Value } from '../values/codec';
import type { Env } from './env';
import { typed, type Typed } from './typed';
import { udfName } from './udf-name';

/** `json_value`, `json_query` and `json_exists`. */
export function jsonExpression(node: JsonCall, env: Env): Typed {
  const input = env.analyze(node.input, env);
  if (input.type.kind === 'json')
    throw env.ctx.error('TYPE_MISMATCH', node, 'Cannot read input of type json as JSON: give it text');
  if (!isText(input.type) && input.type.kind !== 'unknown')
    throw refused(`\`${node.name}\` of this type`, 'Give it text.');
  const result =
    node.name === 'json_exists' ? BOOLEAN : node.returning ? resolveType(node.returning) : VARCHAR;
  const passed = variables(node);
  const path = followed(readPath(node.path, [...passed.keys()]), passed);
  const run = evaluator(node, path, result);
  const name = udfName(
    `${node.name}_${Buffer.from(
      JSON.stringify([node.path, node.passing, node.wrapper, node.quotes, node.onEmpty, node.onError]),
    )
      .toString('hex')
      .slice(0, 400)}`,
    result,
  );
  return typed(env.ctx.call({ name, parameters: [VARCHAR], result, run: run }, input.sql), result);
}

/** Values that PASSING gives a path by name: literals, of which each has one type. */
function variables({ passing }: JsonCall): ReadonlyMap<string, Json> {
  return new Map(
    passing.map(({ name, value }): [string, Json] => {
      switch (value.kind) {
        case 'boolean':
          return [name, value.value];
        case 'string':
          return [name, value.text];
        case 'integer':
          return [name, itemOf({ digits: value.text })];
        default:
          throw refused(
            'PASSING anything but text, whole numbers and truth',
            'Write the value into the path.',
          );
      }
    }),
  );
}

type Outcome =
  | { readonly kind: 'values'; readonly values: readonly Json[] }
  | { readonly kind: 'failed'; readonly code: string };

function evaluator(node: JsonCall, path: SqlPath, result: Type): (text: string) => Value {
  const value =
    node.name === 'json_value'
      ? scalarOf(result)
      : node.name === 'json_query'
        ? queryOf(node, result)
        : undefined;
  return (text) => {
    const found = outcome(text, path);
    if (node.name === 'json_exists') {
      if (found.kind === 'failed') return existsOnError(node.onError, found.code);
      return found.values.length > 0;
    }
    if (found.kind === 'failed') return behave(node.onError, found.code, result);
    if (found.values.length === 0)
      return behave(
        node.onEmpty,
        node.name === 'json_value' ? 'JSON_VALUE_RESULT_ERROR' : 'JSON_QUERY_RESULT_ERROR',
        result,
      );
    return value!(found.values, (code) => behave(node.onError, code, result));
  };
}

function outcome(text: string, path: SqlPath): Outcome {
  let json: Json;
  try {
    json = parseJson(text);
  } catch (error) {
    if (error instanceof NotJson) return { kind: 'failed', code: 'JSON_INPUT_CONVERSION_ERROR' };
    throw error;
  }
  const values = path(json);
  return values ? { kind: 'values', values } : { kind: 'failed', code: 'PATH_EVALUATION_ERROR' };
}

function existsOnError(behaviour: JsonBehaviour | undefined, code: string): boolean | null {
  switch (behaviour?.kind) {
    case 'true':
      return true;
    case 'unknown':
      return null;
    case 'error':
      throw new SqlError(code, 'The JSON path cannot be evaluated');
    default:
      return false;
  }
}

function behave(behaviour: JsonBehaviour | undefined, code: string, result: Type): Value {
  switch (behaviour?.kind) {
    case 'error':
      throw new SqlError(code, 'The JSON path gives no value');
    case 'empty array':
      return '[]';
    case 'empty object':
      return '{}';
    case 'default': {
      const { value } = behaviour;
      if (value.kind === 'null') return null;
      if (value.kind === 'string' || value.kind === 'integer' || value.kind === 'decimal')
        return castValue(VARCHAR, result)(value.text);
      throw refused('DEFAULT with an expression', 'Write a literal.');
    }
    default:
      return null;
  }
}

function scalarOf(result: Type): (values: readonly Json[], failed: (code: string) => Value) => Value {
  const [ofText, ofWhole, ofFraction, ofTruth] = [VARCHAR, BIGINT, DOUBLE, BOOLEAN].map((type) =>
    castOr(type, result),
  );
  return (values, failed) => {
    const [value] = values;
    if (values.length > 1 || value === undefined || value instanceof Map || Array.isArray(value))
      return failed('JSON_VALUE_RESULT_ERROR');
    if (value === null) return null;
    try {
      if (typeof value === 'boolean') return ofTruth!(value);
      if (!(value instanceof JsonNumber)) return ofText!(value as string);
      if (!value.isWhole) return ofFraction!(Number(value.text));
      const whole = BigInt(value.text);
      return BigInt.asIntN(64, whole) === whole ? ofWhole!(whole) : failed('JSON_VALUE_RESULT_ERROR');
    } catch {
      return failed('JSON_VALUE_RESULT_ERROR');
    }
  };
}

/** What has no cast to a type fails as a value. */
function castOr(from: Type, to: Type): (value: NonNullable<Value>) => Value {
  try {
    return castValue(from, to);
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

function queryOf(
  node: JsonCall,
  result: Type,
): (values: readonly Json[], failed: (code: string) => Value) => Value {
  if (!isText(result)) throw refused('`json_query` with RETURNING this type', 'Return varchar.');
  return (values, failed) => {
    const [first] = values;
    const isContainer = values.length === 1 && (first instanceof Map || Array.isArray(first));
    const wrap = node.wrapper === 'unconditional' || (node.wrapper === 'conditional' && !isContainer);
    if (wrap) return jsonText(values, false);
    if (values.length !== 1) return failed('JSON_QUERY_RESULT_ERROR');
    if (typeof first === 'string' && node.quotes === 'omit') return first;
    return jsonText(first!, false);
  };
}

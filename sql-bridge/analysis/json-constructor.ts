import { refused, SqlError } from '../errors';
import type { JsonConstructor, JsonMember } from '../syntax/ast';
import { resolveType } from '../types/resolve-type';
import { isFloat, isInteger, isText, typeText, VARCHAR, type Type } from '../types/type';
import { athenaText } from '../values/athena-text';
import { nullable } from '../values/cast/cast';
import { castValue } from '../values/cast/cast-value';
import type { Value } from '../values/codec';
import { hashOrder } from '../values/hash-order';
import { jsonString, jsonText, NotJson, parseJson } from '../values/json';
import type { Env } from './env';
import { typed, type Typed } from './typed';
import { udfName } from './udf-name';

interface Part {
  readonly key: Typed | undefined;
  readonly value: Typed;
  readonly write: (value: NonNullable<Value>) => string;
}

/** `json_object` and `json_array`. */
export function jsonConstructor(node: JsonConstructor, env: Env): Typed {
  const result = node.returning ? resolveType(node.returning) : VARCHAR;
  if (!isText(result)) throw refused(`\`${node.name}\` with RETURNING this type`, 'Return varchar.');
  const parts = node.members.map((member) => partOf(member, node, env));
  if (parts.length === 0) return typed(node.name === 'json_object' ? "'{}'" : "'[]'", result);
  const given = parts.flatMap(({ key, value }) => (key ? [key, value] : [value]));
  const join = node.name === 'json_object' ? objectOf(parts, node) : arrayOf(parts, node);
  const shape = parts.map(
    ({ value }, at) => `${typeText(value.type)}${node.members[at]!.isJson ? ' json' : ''}`,
  );
  const name = udfName(
    `${node.name}_${node.absentOnNull ? 'absent' : 'null'}_${node.uniqueKeys ? 'unique' : 'any'}_${shape.join('_').replaceAll(/\W+/g, '_')}`,
    result,
  );
  const udf = { name, parameters: given.map(({ type }) => type), result, nulls: true, run: join as never };
  return typed(env.ctx.call(udf, ...given.map(({ sql }) => sql)), result);
}

function partOf({ key, value, isJson }: JsonMember, node: JsonConstructor, env: Env): Part {
  const name = key && env.analyze(key, env);
  if (name && !isText(name.type))
    throw env.ctx.error(
      'INVALID_FUNCTION_ARGUMENT',
      node,
      `Invalid type of JSON object key: ${typeText(name.type)}`,
    );
  const found = env.analyze(value, env);
  if (isJson && !isText(found.type) && found.type.kind !== 'varbinary' && found.type.kind !== 'unknown')
    throw env.ctx.error(
      'TYPE_MISMATCH',
      node,
      `Cannot read input of type ${typeText(found.type)} as JSON using formatting JSON`,
    );
  const holdsJson =
    isJson || value.kind === 'json constructor' || (value.kind === 'json' && value.name === 'json_query');
  return { key: name, value: found, write: holdsJson ? embedded : writer(found.type, node, env) };
}

/** A text that is JSON itself. */
function embedded(value: NonNullable<Value>): string {
  try {
    return jsonText(parseJson(value as string), false);
  } catch (error) {
    if (!(error instanceof NotJson)) throw error;
    throw new SqlError('JSON_INPUT_CONVERSION_ERROR', 'The text is no JSON');
  }
}

function writer(type: Type, node: JsonConstructor, env: Env): Part['write'] {
  if (type.kind === 'boolean' || isInteger(type) || isFloat(type) || type.kind === 'decimal')
    return (value) => athenaText(type, value)!;
  if (['array', 'map', 'row', 'varbinary'].includes(type.kind))
    throw env.ctx.error(
      'NOT_SUPPORTED',
      node,
      `Unsupported type of value passed to ${node.name.toUpperCase()} function: ${typeText(type)}`,
    );
  const text = nullable(type.kind === 'char' ? (value) => athenaText(type, value) : castValue(type, VARCHAR));
  return (value) => jsonString(text(value) as string);
}

function arrayOf(parts: readonly Part[], { absentOnNull }: JsonConstructor): (...values: Value[]) => Value {
  return (...values) => {
    const items = values.flatMap((value, at) =>
      value === null ? (absentOnNull ? [] : ['null']) : [parts[at]!.write(value)],
    );
    return `[${items.join(',')}]`;
  };
}

function objectOf(
  parts: readonly Part[],
  { absentOnNull, uniqueKeys }: JsonConstructor,
): (...values: Value[]) => Value {
  return (...values) => {
    const members = new Map<string, string>();
    parts.forEach(({ write }, at) => {
      const [key, value] = [values[2 * at]!, values[2 * at + 1]!];
      if (key === null)
        throw new SqlError('INVALID_FUNCTION_ARGUMENT', 'null value passed for JSON object key');
      if (value === null && absentOnNull) return;
      if (members.has(key as string)) throw repeated(uniqueKeys);
      members.set(key as string, value === null ? 'null' : write(value));
    });
    return `{${hashOrder([...members.keys()])
      .map((key) => `${jsonString(key)}:${members.get(key)!}`)
      .join(',')}}`;
  };
}

const repeated = (uniqueKeys: boolean): SqlError =>
  uniqueKeys
    ? new SqlError('INVALID_FUNCTION_ARGUMENT', 'duplicate key passed to JSON_OBJECT function')
    : new SqlError('NOT_SUPPORTED', 'cannot construct a JSON object with duplicate key');

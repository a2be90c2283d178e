import type { SqlError } from '../errors';
import type { Type } from '../types/type';
import { athenaText } from './athena-text';
import { castValue, nullable, parseDecimal, type Cast } from './cast';
import { wordOf, type Value } from './codec';
import { castFloat, javaFloat } from './floating';
import { JsonNumber, jsonString, jsonText, parseJson, type Json, type JsonObject } from './json';
import { dateText, timestampText } from './calendar';
import { holds, VARCHAR } from '../types/type';

/** JSON text as a value of a type. */
export function fromJson(to: Type, bad: () => SqlError): Cast {
  const read = reader(to, bad);
  return (value) => read(parseJson(value as string));
}

type Reader = (json: Json) => Value;

function reader(to: Type, bad: () => SqlError): Reader {
  const inner = readerOf(to, bad);
  return (json) => (json === null && to.kind !== 'json' ? null : inner(json));
}

function readerOf(to: Type, bad: () => SqlError): Reader {
  switch (to.kind) {
    case 'json':
      return (json) => jsonText(json, false);
    case 'array': {
      const item = reader(to.element, bad);
      return (json) => {
        if (!Array.isArray(json)) throw bad();
        return (json as readonly Json[]).map(item);
      };
    }
    case 'map':
      return mapReader(to, bad);
    case 'row':
      return rowReader(to, bad);
    case 'varchar':
    case 'boolean':
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'real':
    case 'double':
    case 'decimal':
      return scalarReader(to, bad);
    default:
      throw bad();
  }
}

function scalarReader(to: Type, bad: () => SqlError): Reader {
  const fromText = castValue(VARCHAR, to);
  const fromBoolean = castValue({ kind: 'boolean' }, to);
  const fromDouble = castValue({ kind: 'double' }, to);
  return (json) => {
    try {
      if (typeof json === 'string') return fromText(json);
      if (typeof json === 'boolean') return fromBoolean(json);
      if (!(json instanceof JsonNumber)) throw bad();
      if (to.kind === 'varchar')
        return fromText(json.isWhole ? String(BigInt(json.text)) : castFloat(Number(json.text)));
      if (to.kind === 'decimal') {
        const digits = parseDecimal(json.text, to.scale);
        if (
          digits === undefined ||
          digits >= 10n ** BigInt(to.precision) ||
          digits <= -(10n ** BigInt(to.precision))
        )
          throw bad();
        return digits;
      }
      return json.isWhole ? fromText(json.text) : fromDouble(Number(json.text));
    } catch {
      throw bad();
    }
  };
}

function mapReader(to: Type & { readonly kind: 'map' }, bad: () => SqlError): Reader {
  const key = nullable(castValue(VARCHAR, to.key));
  const inner = reader(to.value, bad);
  return (json) => {
    if (!(json instanceof Map)) throw bad();
    return [...(json as JsonObject)].map(([name, value]) => [key(name), inner(value)]);
  };
}

/** Fields of objects go by name, whatever its case; items of arrays by place. */
function rowReader(to: Type & { readonly kind: 'row' }, bad: () => SqlError): Reader {
  const fields = to.fields.map((field) => reader(field.type, bad));
  const places = new Map(to.fields.map((field, i) => [field.name?.toLowerCase(), i]));
  return (json) => {
    if (Array.isArray(json)) {
      if (json.length !== fields.length) throw bad();
      return fields.map((field, i) => field((json as readonly Json[])[i]!));
    }
    if (!(json instanceof Map)) throw bad();
    const values: Value[] = fields.map(() => null);
    for (const [name, value] of json as JsonObject) {
      const place = places.get(name.toLowerCase());
      if (place !== undefined) values[place] = fields[place]!(value);
    }
    return values;
  };
}

const NEVER_JSON: ReadonlySet<string> = new Set([
  'timestamp with time zone',
  'time',
  'varbinary',
  'uuid',
  'interval day to second',
  'interval year to month',
  'char',
]);

/** A value as JSON text in Trino's form. */
export function toJson(from: Type, no: () => SqlError): Cast {
  if (holds(from, ({ kind }) => NEVER_JSON.has(kind))) throw no();
  return (value) => write(from, value, no);
}

function write(type: Type, value: Value, no: () => SqlError): string {
  if (value === null) return 'null';
  switch (type.kind) {
    case 'boolean':
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
      return wordOf(value);
    case 'json':
      return value as string;
    case 'decimal':
      return athenaText(type, value)!;
    case 'real':
    case 'double': {
      const text = javaFloat(value as number, type.kind === 'real');
      return Number.isFinite(value) ? text : jsonString(text);
    }
    case 'varchar':
      return jsonString(value as string);
    case 'char':
      return jsonString(athenaText(type, value)!);
    case 'date':
      return jsonString(dateText(value as number));
    case 'timestamp':
      return jsonString(timestampText(value as bigint, type.precision));
    case 'array':
      return `[${(value as readonly Value[]).map((item) => write(type.element, item, no)).join(',')}]`;
    case 'row':
      return `{${type.fields.map((field, i) => `${jsonString(field.name ?? '')}:${write(field.type, (value as readonly Value[])[i]!, no)}`).join(',')}}`;
    case 'map':
      return `{${mapFields(type, value as readonly (readonly Value[])[], no)}}`;
    default:
      throw no();
  }
}

function mapFields(
  type: Type & { readonly kind: 'map' },
  entries: readonly (readonly Value[])[],
  no: () => SqlError,
): string {
  const key = castValue(type.key, VARCHAR);
  return entries
    .map(([k, v]): readonly [string, string] => [
      wordOf(key(k as NonNullable<Value>)),
      write(type.value, v!, no),
    ])
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, text]) => `${jsonString(name)}:${text}`)
    .join(',');
}

import type { SqlError } from '../../errors';
import { holds, VARCHAR, type Type } from '../../types/type';
import { athenaText } from '../athena-text';
import { dateText, timestampText } from '../calendar';
import { wordOf, type Value } from '../codec';
import { javaFloat } from '../floating';
import { jsonString } from '../json';
import type { Cast } from './cast';
import { castScalar } from './scalar';

const NEVER_JSON: ReadonlySet<string> = new Set([
  'timestamp with time zone',
  'time',
  'varbinary',
  'uuid',
  'interval day to second',
  'interval year to month',
  'char',
]);

/** Types that the names of an object can be made from. */
const KEYS: ReadonlySet<string> = new Set([
  'unknown',
  'boolean',
  'tinyint',
  'smallint',
  'integer',
  'bigint',
  'real',
  'double',
  'decimal',
  'varchar',
]);

/** A value as JSON text in Trino's form. */
export function toJson(from: Type, no: () => SqlError): Cast {
  if (holds(from, (type) => NEVER_JSON.has(type.kind) || (type.kind === 'map' && !KEYS.has(type.key.kind))))
    throw no();
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
  const key = castScalar(type.key, VARCHAR);
  return entries
    .map(([k, v]): readonly [string, string] => [
      wordOf(key(k as NonNullable<Value>)),
      write(type.value, v!, no),
    ])
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, text]) => `${jsonString(name)}:${text}`)
    .join(',');
}

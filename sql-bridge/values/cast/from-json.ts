import type { SqlError } from '../../errors';
import { VARCHAR, type Type } from '../../types/type';
import type { Value } from '../codec';
import { parseDecimal } from '../decimal';
import { castFloat } from '../floating';
import { JsonNumber, jsonText, parseJson, type Json, type JsonObject } from '../json';
import { hasTwice } from '../map-keys';
import { nullable, type Cast } from './cast';
import { castScalar } from './scalar';

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
  const fromText = castScalar(VARCHAR, to);
  const fromBoolean = castScalar({ kind: 'boolean' }, to);
  const fromDouble = castScalar({ kind: 'double' }, to);
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
  const key = nullable(castScalar(VARCHAR, to.key));
  const inner = reader(to.value, bad);
  return (json) => {
    if (!(json instanceof Map)) throw bad();
    const entries = [...(json as JsonObject)].map(([name, value]): readonly Value[] => [
      key(name),
      inner(value),
    ]);
    if (hasTwice(to.key, entries)) throw bad();
    return entries;
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
    const values: (Value | undefined)[] = fields.map(() => undefined);
    for (const [name, value] of json as JsonObject) {
      const place = places.get(name.toLowerCase());
      if (place === undefined) continue;
      if (values[place] !== undefined) throw bad();
      values[place] = fields[place]!(value);
    }
    return values.map((value) => value ?? null);
  };
}

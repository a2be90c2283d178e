import { refused } from '../../errors';
import type { Type } from '../../types/type';
import type { Value } from '../codec';
import { hasTwice } from '../map-keys';
import { badValue, noCast, nullable, type Cast } from './cast';
import { fromJson } from './from-json';
import { castScalar } from './scalar';
import { toJson } from './to-json';

/**
 * How a value of one type becomes one of the other.
 *
 * @throws SqlError TYPE_MISMATCH when there is no such cast; the cast itself INVALID_CAST_ARGUMENT
 * @see https://trino.io/docs/435/functions/conversion.html
 */
export function castValue(from: Type, to: Type): Cast {
  if (from.kind === 'unknown') return () => null;
  if (from.kind === 'json' && to.kind === 'varchar' && to.length !== undefined)
    throw refused('a cast of JSON to varchar(n)', 'Cast it to varchar.');
  if (from.kind === 'json' && to.kind !== 'json') return fromJson(to, () => badValue(from, to));
  switch (to.kind) {
    case 'json':
      return toJson(from, () => noCast(from, to));
    case 'array': {
      if (from.kind !== 'array') throw noCast(from, to);
      const item = nullable(castValue(from.element, to.element));
      return (value) => (value as readonly Value[]).map(item);
    }
    case 'map': {
      if (from.kind !== 'map') throw noCast(from, to);
      const key = nullable(castValue(from.key, to.key));
      const inner = nullable(castValue(from.value, to.value));
      return (value) => {
        const entries = (value as readonly (readonly Value[])[]).map(([k, v]): readonly Value[] => [
          key(k!),
          inner(v!),
        ]);
        if (hasTwice(to.key, entries)) throw badValue(from, to);
        return entries;
      };
    }
    case 'row': {
      if (from.kind !== 'row' || from.fields.length !== to.fields.length) throw noCast(from, to);
      const fields = to.fields.map((field, i) => nullable(castValue(from.fields[i]!.type, field.type)));
      return (value) => fields.map((field, i) => field((value as readonly Value[])[i]!));
    }
    default:
      return castScalar(from, to);
  }
}

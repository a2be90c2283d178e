import { refused, type SqlError } from '../../errors';
import type { Type } from '../../types/type';
import { uuidBytes, uuidOf, uuidText } from '../uuid';
import { castBoolean } from './boolean';
import { badValue, noCast, type Cast } from './cast';
import { castDecimal, castFloating, castInteger } from './numbers';
import { castText } from './text';
import { castTime } from './times';

/** A cast between types that hold no others. @throws SqlError TYPE_MISMATCH when there is none */
export function castScalar(from: Type, to: Type): Cast {
  const bad = (): SqlError => badValue(from, to);
  if (from.kind === 'unknown') return () => null;
  if (from.kind === 'time' && to.kind.startsWith('timestamp'))
    throw refused('a cast of a time to a timestamp', 'Add it to a date.');
  switch (to.kind) {
    case 'varchar':
    case 'char':
      return castText(from, to, bad);
    case 'boolean':
      return castBoolean(from, to, bad);
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
      return castInteger(from, to, bad);
    case 'real':
    case 'double':
      return castFloating(from, to, bad);
    case 'decimal':
      return castDecimal(from, to, bad);
    case 'varbinary':
      if (from.kind === 'varchar') return (value) => new TextEncoder().encode(value as string);
      if (from.kind === 'uuid') return (value) => uuidBytes(value as string);
      break;
    case 'uuid':
      if (from.kind === 'varchar') return (value) => uuidOf(value as string) ?? fail(bad);
      if (from.kind === 'varbinary') return (value) => uuidText(value as Uint8Array) ?? fail(bad);
      break;
    default:
      return castTime(from, to, bad);
  }
  if (from.kind === to.kind) return (value) => value;
  throw noCast(from, to);
}

const fail = (error: () => SqlError): never => {
  throw error();
};

import type { SqlError } from '../../errors';
import type { Type } from '../../types/type';
import { noCast, type Cast } from './cast';

export function castBoolean(from: Type, to: Type, bad: () => SqlError): Cast {
  switch (from.kind) {
    case 'boolean':
      return (value) => value;
    case 'varchar':
      return (value) => {
        const text = (value as string).toLowerCase();
        if (!['t', 'true', '1', 'f', 'false', '0'].includes(text)) throw bad();
        return ['t', 'true', '1'].includes(text);
      };
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'decimal':
    case 'real':
    case 'double':
      return (value) => Number(value) !== 0;
    default:
      throw noCast(from, to);
  }
}

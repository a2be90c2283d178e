import { refused } from '../errors';
import type { Type } from './type';
import { typeText } from './type';

/**
 * How DuckDB keeps a value of a Trino type. Where it has no such type, one is built: a timestamp with time
 * zone is its instant and its zone; intervals are milliseconds or months; JSON is its text in Trino's form;
 * rows have fields `f1`, `f2`, ... whatever they are called; char(n) goes without the blanks at its end.
 *
 * @throws SqlTranslationError for types that one machine doesn't keep
 */
export function duckType(type: Type): string {
  switch (type.kind) {
    case 'unknown':
    case 'varchar':
    case 'char':
    case 'json':
      return 'VARCHAR';
    case 'boolean':
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'double':
    case 'date':
      return type.kind.toUpperCase();
    case 'real':
      return 'FLOAT';
    case 'uuid':
      return 'VARCHAR';
    case 'varbinary':
      return 'BLOB';
    case 'decimal':
      return `DECIMAL(${type.precision}, ${type.scale})`;
    case 'timestamp':
      if (type.precision > 6) break;
      return 'TIMESTAMP';
    case 'time':
      if (type.precision > 6) break;
      return 'TIME';
    case 'timestamp with time zone':
      if (type.precision > 6) break;
      return 'STRUCT(u TIMESTAMP, z VARCHAR)';
    case 'interval day to second':
      return 'BIGINT';
    case 'interval year to month':
      return 'INTEGER';
    case 'array':
      return `${duckType(type.element)}[]`;
    case 'map':
      return `MAP(${duckType(type.key)}, ${duckType(type.value)})`;
    case 'row':
      return `STRUCT(${type.fields.map((field, i) => `f${i + 1} ${duckType(field.type)}`).join(', ')})`;
  }
  throw refused(`the type \`${typeText(type)}\``, 'Use a type of six digits or less, or cast it in Athena.');
}

import type { ColumnType } from '../../core/contracts';
import type { Table } from '../../core/tables';

/** The type's name in DuckDB. @see https://duckdb.org/docs/stable/sql/data_types/overview */
export function duckdbType(type: ColumnType): string {
  switch (type) {
    case 'string':
      return 'VARCHAR';
    case 'int':
      return 'INTEGER';
    default:
      return type.toUpperCase();
  }
}

export function createTable(table: Table): string {
  const columns = table.columns.map(({ name, type }) => `"${name}" ${duckdbType(type)}`).join(', ');
  return `CREATE OR REPLACE TABLE ${table.database}."${table.name}" (${columns})`;
}

export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

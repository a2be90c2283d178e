import { BIGINT, VARCHAR, type Type } from '../types/type';

/** Rows that tell of the catalog, and the columns they have. */
export interface View {
  readonly sql: string;
  /** Hidden ones are there for who names them. */
  readonly columns: readonly { readonly name: string; readonly type: Type; readonly hidden?: true }[];
}

export const INTERNAL = "('information_schema', 'pg_catalog', 'main')";
export const CATALOG = "'awsdatacatalog'";
/** DuckDB's names of types in Trino's words. */
export const DATA_TYPE = `CASE data_type WHEN 'FLOAT' THEN 'real' WHEN 'BLOB' THEN 'varbinary' WHEN 'TIMESTAMP' THEN 'timestamp(6)' ELSE lower(data_type) END`;

/**
 * The views of `information_schema` that tools ask for, over the tables there are.
 *
 * @see https://trino.io/docs/435/connector/system.html
 */
export function informationSchema(name: string): View | undefined {
  const text = (names: readonly string[]): View['columns'] =>
    names.map((column) => ({ name: column, type: VARCHAR }));
  switch (name) {
    case 'tables':
      return {
        sql: `(SELECT ${CATALOG} AS table_catalog, table_schema, table_name, 'BASE TABLE' AS table_type FROM information_schema.tables WHERE table_schema NOT IN ${INTERNAL})`,
        columns: text(['table_catalog', 'table_schema', 'table_name', 'table_type']),
      };
    case 'views':
      return {
        sql: `(SELECT ${CATALOG} AS table_catalog, table_schema, table_name, CAST(NULL AS VARCHAR) AS view_definition FROM information_schema.tables WHERE false)`,
        columns: text(['table_catalog', 'table_schema', 'table_name', 'view_definition']),
      };
    case 'schemata':
      return {
        sql: `(SELECT DISTINCT ${CATALOG} AS catalog_name, schema_name FROM information_schema.schemata WHERE schema_name NOT IN ${INTERNAL})`,
        columns: text(['catalog_name', 'schema_name']),
      };
    case 'columns':
      return {
        sql: `(SELECT ${CATALOG} AS table_catalog, table_schema, table_name, column_name, CAST(ordinal_position AS BIGINT) AS ordinal_position, CAST(NULL AS VARCHAR) AS column_default, 'YES' AS is_nullable, ${DATA_TYPE} AS data_type, CAST(NULL AS VARCHAR) AS comment, CAST(NULL AS VARCHAR) AS extra_info FROM information_schema.columns WHERE table_schema NOT IN ${INTERNAL} AND column_name NOT LIKE '$%')`,
        columns: [
          ...text(['table_catalog', 'table_schema', 'table_name', 'column_name']),
          { name: 'ordinal_position', type: BIGINT },
          ...text(['column_default', 'is_nullable', 'data_type']),
          ...text(['comment', 'extra_info']).map((column) => ({ ...column, hidden: true as const })),
        ],
      };
    default:
      return undefined;
  }
}

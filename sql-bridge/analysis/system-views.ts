import { BIGINT, SMALLINT, VARCHAR, type Type } from '../types/type';
import { CATALOG, DATA_TYPE, INTERNAL, type View } from './information-schema';

/** A column of a view: its name, its type and what stands in it. */
type Column = readonly [name: string, type: Type, sql: string];

const text = (name: string, sql = 'CAST(NULL AS VARCHAR)'): Column => [name, VARCHAR, sql];
const number = (name: string, sql = 'CAST(NULL AS BIGINT)'): Column => [
  name,
  BIGINT,
  `CAST(${sql} AS BIGINT)`,
];

const TABLES = `information_schema.tables WHERE table_schema NOT IN ${INTERNAL}`;
const SCHEMATA = `information_schema.schemata WHERE schema_name NOT IN ${INTERNAL}`;
const COLUMNS = `information_schema.columns WHERE table_schema NOT IN ${INTERNAL} AND column_name NOT LIKE '$%'`;
/** Numbers of types as `java.sql.Types` has them. */
const JDBC_TYPE = `CASE regexp_extract(data_type, '^[A-Z]+') WHEN 'BOOLEAN' THEN 16 WHEN 'TINYINT' THEN -6 WHEN 'SMALLINT' THEN 5
  WHEN 'INTEGER' THEN 4 WHEN 'BIGINT' THEN -5 WHEN 'FLOAT' THEN 7 WHEN 'DOUBLE' THEN 8 WHEN 'DECIMAL' THEN 3 WHEN 'DATE' THEN 91
  WHEN 'TIMESTAMP' THEN 93 WHEN 'BLOB' THEN -3 WHEN 'VARCHAR' THEN 12 ELSE 2000 END`;
const SIZE = `CASE regexp_extract(data_type, '^[A-Z]+') WHEN 'TINYINT' THEN 3 WHEN 'SMALLINT' THEN 5 WHEN 'INTEGER' THEN 10 WHEN 'BIGINT' THEN 19
  WHEN 'FLOAT' THEN 24 WHEN 'DOUBLE' THEN 53 WHEN 'DECIMAL' THEN numeric_precision WHEN 'DATE' THEN 14 WHEN 'VARCHAR' THEN 2147483647 ELSE NULL END`;

interface Definition {
  readonly from: string;
  readonly columns: readonly Column[];
}

const JDBC: Readonly<Record<string, Definition>> = {
  catalogs: { from: '(SELECT 1)', columns: [text('table_cat', CATALOG)] },
  schemas: { from: SCHEMATA, columns: [text('table_schem', 'schema_name'), text('table_catalog', CATALOG)] },
  table_types: { from: '(SELECT 1)', columns: [text('table_type', "'TABLE'")] },
  tables: {
    from: TABLES,
    columns: [
      text('table_cat', CATALOG),
      text('table_schem', 'table_schema'),
      text('table_name', 'table_name'),
      text('table_type', "'TABLE'"),
      text('remarks'),
      text('type_cat'),
      text('type_schem'),
      text('type_name'),
      text('self_referencing_col_name'),
      text('ref_generation'),
    ],
  },
  columns: {
    from: COLUMNS,
    columns: [
      text('table_cat', CATALOG),
      text('table_schem', 'table_schema'),
      text('table_name', 'table_name'),
      text('column_name', 'column_name'),
      number('data_type', JDBC_TYPE),
      text('type_name', DATA_TYPE),
      number('column_size', SIZE),
      number('buffer_length'),
      number('decimal_digits', 'numeric_scale'),
      number('num_prec_radix', '10'),
      number('nullable', '1'),
      text('remarks'),
      text('column_def'),
      number('sql_data_type'),
      number('sql_datetime_sub'),
      number('char_octet_length'),
      number('ordinal_position', 'ordinal_position'),
      text('is_nullable', "'YES'"),
      text('scope_catalog'),
      text('scope_schema'),
      text('scope_table'),
      ['source_data_type', SMALLINT, 'CAST(NULL AS SMALLINT)'],
      text('is_autoincrement'),
      text('is_generatedcolumn'),
    ],
  },
};

/** What a client asks for beside names and types. Tables tell of themselves in the page of datasets, and no view is kept. */
const METADATA: Readonly<Record<string, Definition>> = {
  catalogs: {
    from: '(SELECT 1)',
    columns: [
      text('catalog_name', CATALOG),
      text('connector_id', CATALOG),
      text('connector_name', "'iceberg'"),
      text('state', "'OPERATIONAL'"),
    ],
  },
  table_comments: {
    from: TABLES,
    columns: [
      text('catalog_name', CATALOG),
      text('schema_name', 'table_schema'),
      text('table_name', 'table_name'),
      text('comment'),
    ],
  },
  materialized_views: {
    from: '(SELECT 1) WHERE false',
    columns: [
      text('catalog_name'),
      text('schema_name'),
      text('name'),
      text('storage_catalog'),
      text('storage_schema'),
      text('storage_table'),
      text('freshness'),
      text('owner'),
      text('comment'),
      text('definition'),
    ],
  },
};

const SCHEMAS: Readonly<Record<string, Readonly<Record<string, Definition>>>> = {
  jdbc: JDBC,
  metadata: METADATA,
};

/**
 * The views of the catalog `system` by which drivers ask for what a catalog holds.
 *
 * @see https://trino.io/docs/435/connector/system.html
 */
export function systemView(schema: string, name: string): View | undefined {
  const views = Object.hasOwn(SCHEMAS, schema) ? SCHEMAS[schema]! : {};
  const view = Object.hasOwn(views, name) ? views[name] : undefined;
  if (!view) return undefined;
  const list = view.columns.map(([column, , sql]) => `${sql} AS "${column}"`);
  return {
    sql: `(SELECT ${list.join(', ')} FROM ${view.from})`,
    columns: view.columns.map(([column, type]) => ({ name: column, type })),
  };
}

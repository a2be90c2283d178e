import { AthenaError, tableNotFound } from './errors';

/** A table a statement reads, in lower case. */
export interface TableReference {
  readonly database: string;
  readonly table: string;
}

type Node = Readonly<Record<string, unknown>>;

/** Of DuckDB's own schemas only these views, which tell of tables the persona sees and nothing else. */
const INFORMATION_SCHEMA = new Set(['tables', 'columns', 'schemata']);
/** Table functions that the dialect bridge writes; every other could read files or the engine's own state. */
const TABLE_FUNCTIONS = new Set(['unnest', 'generate_series', 'range']);
/** Scalar functions that tell of the engine, change it or run text as SQL. */
const REFUSED_FUNCTIONS =
  /^(current_setting|set_config|getvariable|getenv|write_log|nextval|currval|add_parquet_key|query|query_table|read_\w+|glob|sniff_csv|parquet_\w+|duckdb_\w+|pragma_\w+|pg_\w+|has_\w+_privilege|txid_current|current_query|current_database|current_schemas?|version|in_search_path|json_(de)?serialize_(sql|plan)|json_execute_serialized_sql|which_secret|sql_auto_complete|enable_\w+|disable_\w+|force_checkpoint|checkpoint)$/i;

/**
 * Judges a statement as DuckDB has parsed it, which is what DuckDB will run. The dialect bridge refuses most of
 * this already; this guard doesn't rely on it.
 *
 * @param parsed what `json_serialize_sql` gives for the statement
 * @param statement as the persona wrote it, for positions in messages
 * @returns the tables of the lake that the statement reads
 * @throws AthenaError when it does anything but read permitted tables
 */
export function guard(parsed: unknown, statement: string, permitted: ReadonlySet<string>): TableReference[] {
  const root = parsed as Node;
  if (root.error === true) {
    throw root.error_type === 'parser'
      ? new AthenaError('SYNTAX_ERROR', 'The statement cannot be parsed.')
      : new AthenaError('NOT_SUPPORTED', 'A persona may only SELECT.');
  }
  const statements = root.statements as readonly Node[];
  if (statements.length !== 1) throw new AthenaError('SYNTAX_ERROR', 'Send one statement at a time.');
  const found = new Map<string, TableReference>();
  walk(statements, new Set(), (node, ctes) => {
    const reference = judge(node, ctes, statement, permitted);
    if (reference) found.set(`${reference.database}.${reference.table}`, reference);
  });
  return [...found.values()];
}

function judge(
  node: Node,
  ctes: ReadonlySet<string>,
  statement: string,
  permitted: ReadonlySet<string>,
): TableReference | undefined {
  if (node.class === 'FUNCTION') judgeFunction(node);
  switch (node.type) {
    case 'TABLE_FUNCTION': {
      const name = text((node.function as Node).function_name);
      if (!TABLE_FUNCTIONS.has(name)) throw refused(`table function ${name}`);
      return undefined;
    }
    case 'SHOW_REF':
      if (node.show_type !== 'DESCRIBE' || node.query == null) throw refused('this SHOW statement');
      return undefined;
    case 'BASE_TABLE': {
      const [database, table] = [text(node.schema_name), text(node.table_name)];
      if (text(node.catalog_name) !== '' || node.at_clause != null)
        throw refused('a table of another catalog or time');
      if (database === '' && ctes.has(table)) return undefined;
      if (database === 'information_schema' && INFORMATION_SCHEMA.has(table)) return undefined;
      if (!permitted.has(`${database}.${table}`)) throw tableNotFound(statement, database, table);
      return { database, table };
    }
    case 'COLUMN_DATA':
    case 'DELIM_GET':
    case 'BOUND_TABLE_REF':
      throw refused('this source of rows');
    default:
      return undefined;
  }
}

function judgeFunction(node: Node): void {
  const name = text(node.function_name);
  if (REFUSED_FUNCTIONS.test(name)) throw refused(`function ${name}`);
  if (text(node.catalog) !== '' || !['', 'main', 'pg_catalog'].includes(text(node.schema))) {
    throw refused(`function ${name} of another schema`);
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value.toLowerCase() : '');
const refused = (what: string): AthenaError =>
  new AthenaError('PERMISSION_DENIED', `Access Denied: ${what} is not for personas`);

/**
 * Visits every node with the names of the common table expressions that hold there. A name holds in the
 * expressions after its own and in the query below them; in its own only when that is recursive.
 */
function walk(
  value: unknown,
  ctes: ReadonlySet<string>,
  visit: (node: Node, ctes: ReadonlySet<string>) => void,
): void {
  if (Array.isArray(value)) {
    for (const each of value) walk(each, ctes, visit);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const node = value as Node;
  let scope = ctes;
  const own = node.type === 'RECURSIVE_CTE_NODE' || node.type === 'CTE_NODE' ? text(node.cte_name) : '';
  if (own !== '') scope = new Set([...scope, own]);
  for (const { key, value: cte } of cteMap(node)) {
    walk(cte, scope, visit);
    scope = new Set([...scope, text(key)]);
  }
  visit(node, scope);
  for (const [name, child] of Object.entries(node)) {
    if (name !== 'cte_map') walk(child, scope, visit);
  }
}

function cteMap(node: Node): readonly { readonly key: string; readonly value: unknown }[] {
  const map = (node.cte_map as { readonly map?: unknown } | undefined)?.map;
  return Array.isArray(map) ? (map as { key: string; value: unknown }[]) : [];
}

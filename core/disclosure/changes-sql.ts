import { athenaType, type ColumnType } from '../contracts';
import type { SqlRow } from '../ports';
import { columnList, modelTable, qualified, type Table } from '../tables';
import { keyOf, textRow, type CountingModel, type TextRow } from './figures';

/** Athena takes 262,144 bytes of text; what stands around the rows needs little. Bytes. */
const ROWS_PER_STATEMENT_BYTES = 200_000;

/** The statements that make a gold table hold these rows and no others; none when it does. */
export function changesSql(
  model: CountingModel,
  wanted: readonly TextRow[],
  rows: readonly SqlRow[],
): string[] {
  const table = modelTable(model);
  const current = new Map(
    rows.map((row) => textRow(model, row)).map((row) => [keyOf(row, model.grain), row]),
  );
  const keys = new Set(wanted.map((row) => keyOf(row, model.grain)));
  const isNew = (row: TextRow): boolean => {
    const old = current.get(keyOf(row, model.grain));
    return !old || table.columns.some(({ name }) => (old[name] ?? null) !== (row[name] ?? null));
  };
  const changes = [
    ...wanted.filter(isNew).map((row) => valuesOf(table, row, false)),
    ...[...current].flatMap(([key, row]) => (keys.has(key) ? [] : [valuesOf(table, row, true)])),
  ];
  return batches(changes).map((batch) => mergeSql(table, batch));
}

function valuesOf(table: Table, row: TextRow, isGone: boolean): string {
  const values = table.columns.map(({ name, type }) => literalOf(type, row[name] ?? null));
  return `(${[...values, String(isGone)].join(', ')})`;
}

/** A value in SQL, from its text. */
export function literalOf(type: ColumnType, text: string | null): string {
  return `CAST(${text === null ? 'NULL' : `'${text.replaceAll("'", "''")}'`} AS ${athenaType(type)})`;
}

function batches(changes: readonly string[]): string[][] {
  const found: string[][] = [];
  let size = Infinity;
  for (const change of changes) {
    const bytes = Buffer.byteLength(change);
    if (size + bytes > ROWS_PER_STATEMENT_BYTES) {
      found.push([]);
      size = 0;
    }
    found.at(-1)?.push(change);
    size += bytes;
  }
  return found;
}

function mergeSql(table: Table, values: readonly string[]): string {
  const rest = table.columns.filter(({ name }) => !table.key.includes(name));
  const names = columnList(table.columns);
  return `MERGE INTO ${qualified(table)} AS t
USING (
  SELECT * FROM (VALUES
    ${values.join(',\n    ')}
  ) AS changes (${names}, is_gone)
) AS s
ON ${table.key.map((name) => `t.${name} IS NOT DISTINCT FROM s.${name}`).join(' AND ')}
WHEN MATCHED AND s.is_gone THEN DELETE
WHEN MATCHED THEN UPDATE SET
  ${rest.map(({ name }) => `${name} = s.${name}`).join(',\n  ')}
WHEN NOT MATCHED THEN INSERT (${names})
  VALUES (${columnList(table.columns, 's')})`;
}

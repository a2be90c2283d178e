import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hiveType, SqlError, typeText, type Translation, type Type } from '../../../sql-bridge';
import type { Ready } from '../../access';
import { quoted } from '../../engine/duckdb-types';
import { columnInfo } from '../results/column-info';
import { metadataFile } from '../results/metadata-file';
import { copyResult } from './copy-result';
import type { Done, Limits, ParquetOutput } from './order';

interface Column {
  readonly name: string;
  readonly type: Type;
}

/** Rows that are counted, as Athena answers a statement that writes. */
const ROWS = columnInfo('rows', { kind: 'bigint' }, 'bigint');
/** What Hive's tables have no type for. */
const FOREIGN: ReadonlySet<Type['kind']> = new Set<Type['kind']>([
  'timestamp with time zone',
  'time with time zone',
  'time',
  'json',
  'row',
  'unknown',
  'uuid',
  'interval day to second',
  'interval year to month',
]);

/** Writes a result as a Parquet file, and what tells of it. @throws SqlError */
export async function writeParquet(
  { engine, translation }: Ready,
  output: ParquetOutput,
  limits: Limits,
): Promise<Pick<Done, 'kind' | 'columns' | 'rows' | 'resultBytes' | 'written'>> {
  const columns = translation.columns ?? [];
  check(columns);
  const { rows, resultBytes } = await copyResult(
    engine,
    tableRows(translation, output.withData),
    join(output.directory, output.file),
    `FORMAT parquet, COMPRESSION ${quoted(output.compression)}`,
    limits.resultBytes,
  );
  writeFileSync(`${output.path}-manifest.csv`, `${output.address}\n`, { mode: 0o600 });
  writeFileSync(`${output.path}.metadata`, metadataFile(output.id, [ROWS]), { mode: 0o600 });
  return {
    kind: 'done',
    columns: [ROWS],
    rows,
    resultBytes,
    written: columns.map(({ name, type }) => ({ name, type: typeText(type), ddlType: hiveType(type) })),
  };
}

/** The rows under the names that the table's columns have. */
function tableRows({ sql, columns = [], functions }: Translation, withData: boolean): Translation {
  const names = columns.map((_, i) => `c${i + 1}`);
  const list = columns.map(({ name }, i) => `${names[i]} AS ${quotedName(name)}`).join(', ');
  return {
    sql: `SELECT ${list} FROM (${sql}) AS r(${names.join(', ')})${withData ? '' : ' LIMIT 0'}`,
    columns,
    functions,
  };
}

/** @throws SqlError for what no table can have */
function check(columns: readonly Column[]): void {
  const names = new Set<string>();
  for (const [i, { name, type }] of columns.entries()) {
    if (/^_col\d+$/.test(name))
      throw new SqlError('MISSING_COLUMN_NAME', `Column name not specified at position ${i + 1}`);
    if (names.has(name))
      throw new SqlError('DUPLICATE_COLUMN_NAME', `Column name '${name}' specified more than once`);
    if (type.kind === 'unknown')
      throw new SqlError('COLUMN_TYPE_UNKNOWN', `Column type is unknown at position ${i + 1}`);
    if (FOREIGN.has(type.kind))
      throw new SqlError('NOT_SUPPORTED', `Unsupported Hive type: ${typeText(type)}`);
    names.add(name);
  }
}

const quotedName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

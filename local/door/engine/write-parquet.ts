import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { duckType, hiveType, SqlError, typeText, type Type } from '../../../sql-bridge';
import type { Ready } from '../../access';
import { quoted } from '../../engine/duckdb-types';
import { columnInfo } from '../results/column-info';
import { metadataFile } from '../results/metadata-file';
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
const TABLE = 'written';

/**
 * Writes a result as a Parquet file. The engine that runs the statement can't write; its rows go to another one, which
 * sees nothing of the statement.
 *
 * @throws SqlError
 */
export async function writeParquet(
  { engine, translation }: Ready,
  output: ParquetOutput,
  limits: Limits,
): Promise<Pick<Done, 'kind' | 'columns' | 'rows' | 'resultBytes' | 'written'>> {
  const columns = translation.columns ?? [];
  check(columns);
  await mkdir(output.directory, { recursive: true, mode: 0o700 });
  const path = join(output.directory, output.file);
  const rows = await withWriter(limits, async (writer) => {
    const list = columns.map(({ name, type }) => `${quotedName(name)} ${duckType(type)}`).join(', ');
    await writer.run(`CREATE TABLE ${TABLE} (${list})`);
    const appender = await writer.createAppender(TABLE);
    if (output.withData) await engine.chunks(translation, (chunk) => appender.appendDataChunk(chunk));
    appender.closeSync();
    const reader = await writer.runAndReadAll(
      `COPY ${TABLE} TO ${quoted(path)} (FORMAT parquet, COMPRESSION ${quoted(output.compression)})`,
    );
    return Number(reader.value(0, 0));
  });
  await writeFile(`${output.path}-manifest.csv`, `${output.address}\n`, { mode: 0o600 });
  await writeFile(`${output.path}.metadata`, metadataFile(output.id, [ROWS]), { mode: 0o600 });
  return {
    kind: 'done',
    columns: [ROWS],
    rows,
    resultBytes: (await stat(path)).size,
    written: columns.map(({ name, type }) => ({ name, type: typeText(type), ddlType: hiveType(type) })),
  };
}

async function withWriter<T>(
  { memoryMb }: Limits,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: `${memoryMb}MB` });
  const connection = await instance.connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
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

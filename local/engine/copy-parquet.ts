import { rename, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import type { SqlRow } from '../../core/ports';
import type { IcebergField, Table } from '../../core/tables';
import type { DataFile } from '../iceberg/data-file';
import type { WriteTarget } from '../store/table-store';
import type { Cutting } from './cut-pieces';
import type { DuckDbEngine } from './duckdb-engine';
import { quoted } from './duckdb-types';

type Written = Omit<DataFile, 'partition'>;

/** Writes rows as one file. @param prefix path with which its name begins */
export async function copyWhole(
  engine: DuckDbEngine,
  rows: string,
  table: Table,
  target: WriteTarget,
  prefix: string,
): Promise<Written> {
  const file = `${prefix}.parquet`;
  const select = `SELECT ${columnsOf(table)} FROM ${rows}`;
  const [row] = await engine.native(`COPY (${select}) TO ${quoted(file)} (${optionsOf(target)})`);
  return written(row, target, file);
}

/** Writes rows as a file of each piece. @param prefix path with which their names begin */
export async function copyPieces(
  engine: DuckDbEngine,
  rows: string,
  table: Table,
  target: WriteTarget,
  prefix: string,
  { column, piece, pieces }: Cutting,
): Promise<Written[]> {
  const field = target.fields.find(({ name }) => name === column);
  await engine.native(`SET partitioned_write_max_open_files = ${Math.max(pieces.size, 1)}`);
  const select = `SELECT ${columnsOf(table)}, ${piece} AS "${PIECE}" FROM ${rows}`;
  const found = await engine.native(
    `COPY (${select}) TO ${quoted(prefix)} (${optionsOf(target)}, PARTITION_BY ("${PIECE}"))`,
  );
  const files: Written[] = [];
  for (const [nth, row] of found.entries()) {
    const from = String(row.filename);
    const file = `${prefix}-${nth}.parquet`;
    await rename(from, file);
    const bounds = pieces.get(Number(PIECE_IN_PATH.exec(from)?.[1]))?.bounds;
    const isBounded = field !== undefined && bounds !== undefined;
    files.push({
      ...written(row, target, file),
      ...(isBounded && { bounds: { field: field.id, ...bounds } }),
    });
  }
  await rm(prefix, { recursive: true, force: true });
  return files;
}

/** Names the folder of a piece while it is written; no column has such a name. */
const PIECE = 'piece-of-table';
const PIECE_IN_PATH = /=(\d+)\/[^/]*$/;

const columnsOf = (table: Table): string => table.columns.map(({ name }) => `"${name}"`).join(', ');

function optionsOf({ fields }: WriteTarget): string {
  const ids = fields.map(({ id, name }) => `"${name}": ${id}`).join(', ');
  return `FORMAT parquet, COMPRESSION zstd, FIELD_IDS {${ids}}, RETURN_STATS`;
}

function written(row: SqlRow | undefined, { fields, folder }: WriteTarget, file: string): Written {
  const statistics = (row?.column_statistics ?? []) as unknown as Statistics;
  return {
    path: `${folder}/${basename(file)}`,
    rows: Number(row?.count),
    bytes: Number(row?.file_size_bytes),
    columnBytes: perField(statistics, fields, 'column_size_bytes'),
    nulls: perField(statistics, fields, 'null_count'),
  };
}

/** A map of DuckDB as JSON. */
type Pairs<T> = readonly { readonly key: string; readonly value: T }[];
type Statistics = Pairs<Pairs<string>>;

function perField(
  statistics: Statistics,
  fields: readonly IcebergField[],
  name: string,
): Map<number, number> {
  return new Map(
    fields.flatMap((field): [number, number][] => {
      const found = statistics.find(({ key }) => key === `"${field.name}"`)?.value;
      const value = found?.find(({ key }) => key === name)?.value;
      return value === undefined ? [] : [[field.id, Number(value)]];
    }),
  );
}

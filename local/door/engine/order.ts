import type { OwnTable } from '../../access';
import type { PersonaConfig } from '../../../core/governance';
import type { ParameterValue, Statement } from '../../../sql-bridge';
import type { ColumnInfo } from '../results/column-info';

/** Where the rows of a statement go. */
export type Output =
  /** As Athena writes results, with what describes the columns beside it. */
  | { readonly kind: 'csv'; readonly path: string; readonly id: string }
  /** As Athena writes what a statement about the catalog gives: lines, columns parted by tabs. */
  | { readonly kind: 'text'; readonly path: string; readonly isPadded: boolean }
  /** A list of JSON values per line. */
  | { readonly kind: 'json'; readonly path: string }
  /** A Parquet file in a directory of its own, and a file beside `path` that names it. */
  | ParquetOutput;

export interface ParquetOutput {
  readonly kind: 'parquet';
  /** Where what describes the result goes, without an ending. */
  readonly path: string;
  readonly id: string;
  readonly directory: string;
  readonly file: string;
  /** The file's name for clients. */
  readonly address: string;
  /** DuckDB's name of the codec. */
  readonly compression: string;
  readonly withData: boolean;
}

/** A statement for an engine, with all that it may know. */
export interface Order {
  readonly persona: PersonaConfig;
  readonly lakeDir: string;
  /** Changes with `files` and `own`: an engine of the same state can be used again. */
  readonly version: string;
  /** Parquet files by table: the one state of the lake that the statement sees. */
  readonly files: Readonly<Record<string, readonly string[]>>;
  readonly own: readonly OwnTable[];
  readonly sql: string;
  readonly statement: Statement;
  readonly parameters: readonly ParameterValue[];
  readonly database: string | undefined;
  /** For `current_timestamp`. ISO 8601. */
  readonly now: string;
  readonly output: Output;
  readonly limits: Limits;
}

/** What one statement may take. */
export interface Limits {
  /** Of tables that it reads. Bytes. */
  readonly scannedBytes: number;
  /** Of its result. Bytes. */
  readonly resultBytes: number;
  /** Of the engine, before it uses the disk. Megabytes. */
  readonly memoryMb: number;
}

export type ToEngine = { readonly kind: 'run'; readonly order: Order } | { readonly kind: 'interrupt' };

export interface Done {
  readonly kind: 'done';
  readonly columns: readonly ColumnInfo[];
  readonly rows: number;
  /** Of a statement that has written a table. */
  readonly written?: readonly WrittenColumn[];
  readonly scannedBytes: number;
  readonly resultBytes: number;
}

export interface Failed {
  readonly kind: 'failed';
  /** Trino's name. */
  readonly code: string;
  /** Without values of the data. */
  readonly message: string;
}

export type FromEngine = Done | Failed;

/** A column of a table that was written. */
export interface WrittenColumn {
  readonly name: string;
  /** As Athena's SQL writes it. */
  readonly type: string;
  /** In the words of DDL. */
  readonly ddlType: string;
}

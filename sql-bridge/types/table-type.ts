import { refused } from '../errors';
import {
  BIGINT,
  BOOLEAN,
  DATE,
  decimal,
  DOUBLE,
  INTEGER,
  REAL,
  SMALLINT,
  timestamp,
  TINYINT,
  VARBINARY,
  VARCHAR,
  type Type,
} from './type';

const TYPES: Readonly<Record<string, Type>> = {
  VARCHAR,
  BOOLEAN,
  TINYINT,
  SMALLINT,
  INTEGER,
  BIGINT,
  FLOAT: REAL,
  DOUBLE,
  DATE,
  BLOB: VARBINARY,
  JSON: VARCHAR,
  '"NULL"': VARCHAR,
  // Tables are Iceberg, whose timestamps have six digits.
  TIMESTAMP: timestamp(6),
  HUGEINT: decimal(38, 0),
};

/** The Trino type of a table's column. @param duckdb the type as DuckDB names it */
export function tableType(duckdb: string): Type {
  const known = TYPES[duckdb];
  if (known) return known;
  const [, precision, scale] = /^DECIMAL\((\d+),\s*(\d+)\)$/.exec(duckdb) ?? [];
  if (precision !== undefined) return decimal(Number(precision), Number(scale));
  throw refused(`a column of type ${duckdb}`);
}

import { qualified, type Table } from '../tables';

/** Makes small files of a table large. */
export function compactSql(table: Table): string {
  return `OPTIMIZE ${qualified(table)} REWRITE DATA USING BIN_PACK`;
}

/** Deletes what no snapshot needs, and snapshots that are older than the table's property says. */
export function vacuumSql(table: Table): string {
  return `VACUUM ${qualified(table)}`;
}

import { icebergTables, qualified } from '../../core/tables';
import type { Dataset } from '../../core/contracts';
import { isBounded } from '../../lambdas/migrate/iceberg';
import type { Trino } from '../trino/trino';
import type { Difference } from './same-rows';

/** Ids of Iceberg's own columns, such as those of files that hold deletions. @see https://iceberg.apache.org/spec/#reserved-field-ids */
const RESERVED = 2_147_483_447 - 200;

/** Columns about people whose least, largest or missing values the tables' metadata tells all the same. */
export async function toldBounds(datasets: readonly Dataset[], trino: Trino): Promise<Difference[]> {
  const told: Difference[] = [];
  for (const table of icebergTables(datasets)) {
    const name = `"${table.name}$files"`;
    const { rows } = await trino.query(
      `SELECT DISTINCT CAST(id AS varchar) FROM iceberg.${table.database}.${name}
      CROSS JOIN UNNEST(map_keys(lower_bounds) || map_keys(upper_bounds) || map_keys(null_value_counts)) AS t (id)`,
    );
    const hidden = rows
      .map(([id]) => Number(id))
      .filter((id) => id < RESERVED)
      .map((id) => table.columns[id - 1])
      .filter((column) => !column || !isBounded(column.sensitivity))
      .map((column) => column?.name ?? 'a column of another id');
    if (hidden.length > 0) told.push({ table: `${qualified(table)}$files`, onTrino: hidden, here: [] });
  }
  return told;
}

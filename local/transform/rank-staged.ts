import type { Dataset } from '../../core/contracts';
import { rivalry } from '../../core/plan';
import { qualified, stagingTable } from '../../core/tables';
import type { DuckDbEngine } from '../engine/duckdb-engine';

/**
 * Gives staged records that have rivals their places. Most have none: to sort all of them, with all their columns, would
 * take more memory and time than everything else of a load. In DuckDB's own SQL, since only there rows have numbers.
 */
export async function rankStaged(engine: DuckDbEngine, dataset: Dataset): Promise<void> {
  const { rivals, places } = rivalry(dataset, (name) => `"${name}"`);
  const staging = qualified(stagingTable(dataset));
  const group = `hash(${rivals.join(', ')})`;
  await engine.native(`UPDATE ${staging} AS s SET ${places.map(({ name }) => `${name} = r.${name}`).join(', ')}
FROM (
  SELECT rowid AS load_row, ${places.map(({ name, sql }) => `${sql} AS ${name}`).join(', ')}
  FROM ${staging}
  WHERE ${group} IN (SELECT load_group FROM (SELECT ${group} AS load_group FROM ${staging}) GROUP BY load_group HAVING count(*) > 1)
) AS r
WHERE s.rowid = r.load_row`);
}

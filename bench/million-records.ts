import { modelTable, silverTable, type Table } from '../core/tables';
import { immunizations } from '../datasets/immunizations/contract';
import { DuckDbEngine } from '../local/engine/duckdb-engine';
import { createTable } from '../local/engine/duckdb-types';
import { saveTable } from '../local/engine/load-tables';
import type { LocalLake } from '../local/lake';
import { TableStore } from '../local/store/table-store';

export const RECORDS = 1_000_000;

/** Fills a lake's immunizations with a million records, and the gold model of vaccines from them. */
export async function millionRecords(lake: LocalLake): Promise<void> {
  const byVaccine = immunizations.models.find(({ name }) => name === 'immunizations_by_vaccine')!;
  await made(
    lake,
    silverTable(immunizations),
    `INSERT INTO silver.immunizations (server, immunization_id, patient_id, status, cvx_code, arrived_at)
SELECT 's', 'i' || n, 'p' || (n % 50000), 'completed', CAST(n % 150 AS varchar), TIMESTAMP '2026-01-15 00:00:00' + to_seconds(n % 86400)
FROM range(${RECORDS}) AS t(n)`,
  );
  await made(
    lake,
    modelTable(byVaccine),
    `INSERT INTO gold.immunizations_by_vaccine (cvx_code, vaccine_name, doses, patients, suppressed)
SELECT CAST(n AS varchar), 'Vaccine ' || n, 6667, 6000, false FROM range(150) AS t(n)`,
  );
}

async function made(lake: LocalLake, table: Table, sql: string): Promise<void> {
  const engine = await DuckDbEngine.open({ memoryMb: 1_000, threads: 2 });
  try {
    await engine.native(createTable(table));
    await engine.native(sql);
    await saveTable(engine, new TableStore(lake.layout.tables), table);
  } finally {
    engine.close();
  }
}

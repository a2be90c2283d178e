import type { Dataset } from '../../core/contracts';
import { icebergTables, qualified } from '../../core/tables';
import { DuckDbEngine } from '../../local/engine/duckdb-engine';
import { viewTable } from '../../local/engine/load-tables';
import type { LakeLayout } from '../../local/layout';
import { TableStore } from '../../local/store/table-store';

/** Rows and a sum of them that doesn't depend on their order; `{columns}` are a table's, as text, by name. */
export const DIGEST = `SELECT count(*) AS rows, md5(string_agg(line, '|' ORDER BY line)) AS digest FROM (SELECT concat_ws('~', {columns}) AS line FROM rows)`;

/** What a reader found in a table. */
export interface Found {
  readonly reader: string;
  /** `database/name` */
  readonly table: string;
  /** @default the current one */
  readonly snapshot?: string;
  readonly rows?: number;
  readonly digest?: string | null;
  /** Why it couldn't be read. */
  readonly error?: string;
}

/** Something that reads every table of a lake, and every snapshot of them. */
export interface Reader {
  read(lake: string): Promise<readonly Found[]>;
  close(): Promise<void>;
}

/** What the lake itself reads. */
export async function foundHere(
  layout: LakeLayout,
  datasets: readonly Dataset[],
): Promise<(Found & { readonly snapshot: string })[]> {
  const engine = await DuckDbEngine.open();
  const store = new TableStore(layout.tables);
  const found: (Found & { readonly snapshot: string })[] = [];
  try {
    for (const table of icebergTables(datasets)) {
      const current = await store.current(table);
      if (current === undefined) continue;
      await viewTable(engine, store, table);
      const names = table.columns.map(({ name }) => name);
      found.push({
        reader: 'the lake',
        table: `${table.database}/${table.name}`,
        snapshot: current.id,
        ...(await summedUp(engine, qualified(table), names)),
      });
    }
  } finally {
    engine.close();
  }
  return found;
}

/** @param from what the rows stand in, in SQL */
export async function summedUp(
  engine: DuckDbEngine,
  from: string,
  names: readonly string[],
): Promise<{ rows: number; digest: string | null }> {
  const columns = [...names].sort().map((name) => `coalesce("${name}"::VARCHAR, 'NULL')`);
  const sql = DIGEST.replace('{columns}', columns.join(', ')).replace('FROM rows', `FROM ${from}`);
  const [row] = await engine.native(sql);
  return { rows: Number(row?.rows), digest: row?.digest as string | null };
}

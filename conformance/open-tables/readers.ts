import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Dataset } from '../../core/contracts';
import { icebergTables, qualified } from '../../core/tables';
import { DuckDbEngine } from '../../local/engine/duckdb-engine';
import { viewTable } from '../../local/engine/load-tables';
import type { LakeLayout } from '../../local/layout';
import { TableStore } from '../../local/store/table-store';
import { cachedByPip } from '../trino/cache';

/** Rows and a sum of them that doesn't depend on their order; `{columns}` are a table's, as text, by name. */
const DIGEST = `SELECT count(*) AS rows, md5(string_agg(line, '|' ORDER BY line)) AS digest FROM (SELECT concat_ws('~', {columns}) AS line FROM rows)`;

/** What a reader found in a table. */
export interface Found {
  readonly reader: string;
  /** `database/name` */
  readonly table: string;
  readonly rows?: number;
  readonly digest?: string | null;
  /** Why it couldn't be read. */
  readonly error?: string;
}

/** What readers of others find in every table of a lake. */
export async function foundByOthers(lake: string): Promise<Found[]> {
  const home = await cachedByPip('open-tables', join(__dirname, 'requirements.txt'));
  const script = join(__dirname, 'read.py');
  const { stdout } = await promisify(execFile)(join(home, 'bin', 'python'), [script, lake, DIGEST], {
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Found);
}

/** The same as the lake itself reads them. */
export async function foundHere(layout: LakeLayout, datasets: readonly Dataset[]): Promise<Found[]> {
  const engine = await DuckDbEngine.open();
  const store = new TableStore(layout.tables);
  const found: Found[] = [];
  try {
    for (const table of icebergTables(datasets)) {
      if ((await store.current(table)) === undefined) continue;
      await viewTable(engine, store, table);
      const names = table.columns.map(({ name }) => name).sort();
      const columns = names.map((name) => `coalesce("${name}"::VARCHAR, 'NULL')`).join(', ');
      const [row] = await engine.native(
        DIGEST.replace('{columns}', columns).replace('FROM rows', `FROM ${qualified(table)}`),
      );
      found.push({
        reader: 'the lake',
        table: `${table.database}/${table.name}`,
        rows: Number(row?.rows),
        digest: row?.digest as string | null,
      });
    }
  } finally {
    engine.close();
  }
  return found;
}

import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTable } from '../../local/iceberg/read-table';
import { metadataName } from '../../local/iceberg/metadata-versions';
import { DuckDbEngine } from '../../local/engine/duckdb-engine';
import { quoted } from '../../local/engine/duckdb-types';
import { scratch } from '../scratch';
import type { TrinoAnswer } from '../trino/client';
import { startLakehouse } from '../trino/lakehouse/start';
import type { Trino } from '../trino/trino';
import { trinoText, typeOf } from '../trino/value-text';
import { summedUp, type Found, type Reader } from './found';

/** Trino, which registers each table as it lies there. */
export async function startTrino(): Promise<Reader> {
  const trino = await startLakehouse('/', scratch('open-tables-trino'), scratch('open-tables-metastore'));
  const engine = await DuckDbEngine.open();
  const known = new Set<string>();
  return {
    read: async (lake) => {
      const found: Found[] = [];
      for (const database of databasesOf(lake)) {
        if (!known.has(database)) await trino.query(`CREATE SCHEMA iceberg.${database}`);
        known.add(database);
        for (const name of readdirSync(join(lake, database)))
          found.push(...(await foundIn(trino, engine, lake, database, name)));
      }
      return found;
    },
    close: async () => {
      engine.close();
      await trino.close();
    },
  };
}

const databasesOf = (lake: string): string[] =>
  ['gold', 'silver', 'staging'].filter((name) => readdirSync(lake).includes(name));

async function foundIn(
  trino: Trino,
  engine: DuckDbEngine,
  lake: string,
  database: string,
  name: string,
): Promise<Found[]> {
  const directory = join(lake, database, name);
  const state = await readTable(directory);
  if (!state) return [];
  const own = { reader: 'Trino', table: `${database}/${name}` };
  const earlier = state.metadata.snapshots.filter((snapshot) => snapshot !== state.snapshot);
  const file = metadataName(state.version);
  try {
    await trino.query(
      `CALL iceberg.system.register_table('${database}', '${name}', 'file://${directory}', '${file}')`,
    );
    const found: Found[] = [];
    for (const snapshot of [undefined, ...earlier.map((each) => String(each['snapshot-id']))]) {
      const at = snapshot === undefined ? '' : ` FOR VERSION AS OF ${snapshot}`;
      const answer = await trino.query(`SELECT * FROM iceberg.${database}."${name}"${at}`);
      found.push({ ...own, ...(snapshot !== undefined && { snapshot }), ...(await sumOf(engine, answer)) });
    }
    await trino.query(`CALL iceberg.system.unregister_table('${database}', '${name}')`);
    return found;
  } catch (error) {
    return [{ ...own, error: String(error) }];
  }
}

/** What Trino answered, summed up as the others are. */
async function sumOf(
  engine: DuckDbEngine,
  { columns, rows }: TrinoAnswer,
): Promise<Pick<Found, 'rows' | 'digest'>> {
  const lines = rows.map((row) => {
    const texts = columns.map(({ name, type }, nth) => [name, trinoText(typeOf(type)!, row[nth]!)]);
    return JSON.stringify(Object.fromEntries(texts));
  });
  const file = join(scratch('trino-rows'), 'rows.json');
  writeFileSync(file, lines.join('\n'));
  const types = columns.map(({ name, type }) => `${quoted(name)}: ${quoted(type.replace(/\(6\)$/, ''))}`);
  const from = `read_json(${quoted(file)}, columns = {${types.join(', ')}}, format = 'newline_delimited')`;
  return summedUp(
    engine,
    from,
    columns.map(({ name }) => name),
  );
}

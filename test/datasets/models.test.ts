import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { datasets } from '../../datasets';
import type { GoldModel } from '../../core/contracts';
import type { SqlRow, SqlValue } from '../../core/ports';
import { figuresSql, isCounting } from '../../core/disclosure';
import { refreshSql } from '../../core/plan';
import { modelTable, icebergTables, qualified } from '../../core/tables';
import { DuckDbEngine } from '../../local/engine/duckdb-engine';
import { createTable } from '../../local/engine/duckdb-types';

const DATASETS = join(__dirname, '../../datasets');

/** What stands in `<model>.test.json` beside the model's SQL. */
interface ModelCase {
  readonly name: string;
  /** Rows by table; columns left out are NULL. */
  readonly given: Readonly<Record<string, readonly Readonly<Record<string, SqlValue>>[]>>;
  /** All rows that the model's SELECT gives, in the order of its grain. */
  readonly expect: readonly SqlRow[];
}

const files = readdirSync(DATASETS, { recursive: true, encoding: 'utf8' });

function casesOf({ name }: GoldModel): ModelCase[] {
  const file = files.find((each) => basename(each) === `${name}.test.json`);
  if (file === undefined) throw new Error(`There is no ${name}.test.json beside ${name}.sql.`);
  return JSON.parse(readFileSync(join(DATASETS, file), 'utf8')) as ModelCase[];
}

const models = datasets.flatMap((dataset) =>
  dataset.models.map((model) => [qualified(modelTable(model)), model] as const),
);

describe.each(models)('%s', (_name, model) => {
  let engine: DuckDbEngine;
  beforeEach(async () => {
    engine = await DuckDbEngine.open();
    for (const table of icebergTables(datasets)) await engine.native(createTable(table));
  });
  afterEach(() => engine.close());

  test.each(casesOf(model).map((each) => [each.name, each] as const))(
    '%s',
    async (_case, { given, expect: expected }) => {
      for (const [table, rows] of Object.entries(given)) {
        for (const row of rows) {
          const columns = Object.keys(row);
          await engine.native(
            `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
            Object.values(row),
          );
        }
      }
      const table = modelTable(model);
      if (isCounting(model)) {
        const order = table.key.filter((name) => name !== model.counted.withheld).join(', ');
        expect(await engine.query(`${figuresSql(model)} ORDER BY ${order}`)).toEqual(expected);
        return;
      }
      await engine.query(refreshSql(model));
      expect(
        await engine.query(`SELECT * FROM ${qualified(table)} ORDER BY ${table.key.join(', ')}`),
      ).toEqual(expected);
      // Refreshing again leaves the table as it is.
      expect(await engine.change(refreshSql(model))).toBe(0);
    },
  );
});

test('rows that a model no longer yields leave its table', async () => {
  const [, model] = models.find(([name]) => name === 'gold.documents_daily') ?? [];
  if (!model) throw new Error('documents_daily is gone');
  const engine = await DuckDbEngine.open();
  for (const table of icebergTables(datasets)) await engine.native(createTable(table));
  await engine.native(`INSERT INTO gold.documents_daily (day, documents) VALUES (DATE '2020-01-01', 7)`);
  await engine.query(refreshSql(model));
  expect(await engine.query('SELECT * FROM gold.documents_daily')).toEqual([]);
  engine.close();
});

test('figures about people reach gold by way of their publication only', () => {
  for (const [, model] of models.filter(([, each]) => isCounting(each))) {
    expect(() => refreshSql(model)).toThrow('publish');
  }
});

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { datasets } from '../../datasets';
import { defineDataset, type Dataset, type GoldModel } from '../../core/contracts';
import { withComparison } from '../../datasets/two_ways/stream_batch_comparison';
import type { SqlRow, SqlValue } from '../../core/ports';
import { figuresSql, isCounting } from '../../core/disclosure';
import { refreshSql } from '../../core/plan';
import { modelTable, icebergTables, qualified } from '../../core/tables';
import { DuckDbEngine } from '../../local/engine/duckdb-engine';
import { createTable } from '../../local/engine/duckdb-types';

const DATASETS = join(__dirname, '../../datasets');
const COMPARISON = 'stream_batch_comparison';

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

describe('datasets that arrive by two ways', () => {
  const readings = (name: string, more: Partial<Dataset> = {}): Dataset =>
    defineDataset({
      name,
      version: '1.0.0',
      description: name,
      domain: 'test',
      owner: 'test',
      eventTime: 'seen_at',
      key: ['id', 'seen_at'],
      columns: {
        id: { type: 'bigint', sensitivity: 'internal', required: true, from: '$.id', description: 'id' },
        seen_at: {
          type: 'timestamp',
          sensitivity: 'internal',
          required: true,
          from: '$.at',
          description: 'at',
        },
        value: { type: 'double', sensitivity: 'internal', from: '$.value', description: 'value' },
      },
      ...more,
    });

  test('each is compared, not only the first', async () => {
    const all = withComparison(
      [...datasets, readings('readings'), readings('readings_files', { copyOf: 'readings' })].map(
        (dataset) => ({ ...dataset, models: dataset.models.filter(({ name }) => name !== COMPARISON) }),
      ),
    );
    const model = all.flatMap((dataset) => dataset.models).find(({ name }) => name === COMPARISON);
    if (!model) throw new Error('there is no comparison');
    const engine = await DuckDbEngine.open();
    for (const table of icebergTables(all)) await engine.native(createTable(table));
    const at = `TIMESTAMP '2026-11-20 10:00:00'`;
    await engine.native(
      `INSERT INTO silver.readings (id, seen_at, value, arrived_at) VALUES (1, ${at}, 1, ${at}), (2, ${at}, NULL, ${at})`,
    );
    await engine.native(
      `INSERT INTO silver.readings_files (id, seen_at, value, arrived_at) VALUES (2, ${at}, 3, ${at}), (3, ${at}, 1, ${at})`,
    );
    await engine.native(
      `INSERT INTO silver.positions (unit_id, reported_at, arrived_at) VALUES ('a', ${at}, ${at})`,
    );
    expect(
      await engine.query(
        `SELECT dataset, only_in_stream, only_in_batch, differing FROM (${model.sql()}) ORDER BY dataset`,
      ),
    ).toEqual([
      { dataset: 'positions', only_in_stream: 1, only_in_batch: 0, differing: 0 },
      { dataset: 'readings', only_in_stream: 1, only_in_batch: 1, differing: 1 },
    ]);
    engine.close();
  });

  test.each<[string, Partial<Dataset>, string]>([
    ['of nothing', { copyOf: 'reading' }, 'no other dataset'],
    ['of itself', { copyOf: 'readings_files' }, 'no other dataset'],
    ['with another key', { copyOf: 'readings', key: ['id'] }, 'another key'],
  ])('a copy %s is refused', (_what, more, problem) => {
    expect(() => withComparison([readings('readings'), readings('readings_files', more)])).toThrow(problem);
  });
});

import { datasets } from '../../../datasets';
import { defineDataset } from '../../../core/contracts';
import { judgeQuality, qualityRuleset } from '../../../core/quality';
import { qualityResultsTable, silverTable } from '../../../core/tables';
import { DuckDbEngine } from '../../../local/engine/duckdb-engine';
import { createTable } from '../../../local/engine/duckdb-types';

const column = { type: 'string', sensitivity: 'public', description: 'A column', from: '$.x' } as const;
const orders = defineDataset({
  name: 'orders',
  version: '1.0.0',
  description: 'Orders.',
  domain: 'sales',
  owner: 'sales',
  key: ['shop', 'number'],
  columns: {
    shop: { ...column, required: true },
    number: { ...column, required: true },
    state: { ...column, oneOf: ['open', "customer's"] },
    note: column,
    placed_at: { type: 'timestamp', sensitivity: 'public', description: 'When', from: '$.at' },
  },
  eventTime: 'placed_at',
  timeLimits: [{ column: 'state', value: 'open', hours: 48 }],
});

describe('quality rules of a contract', () => {
  it('are a Glue Data Quality ruleset', () => {
    expect(qualityRuleset(orders)).toBe(`Rules = [
    IsPrimaryKey "shop" "number",
    IsComplete "shop",
    IsComplete "number",
    ColumnValues "state" in ["open", "customer's"] where "state IS NOT NULL",
    CustomSql "SELECT count(*) FROM primary WHERE state = 'open' AND placed_at < current_timestamp - INTERVAL '48' HOUR" = 0
]`);
  });

  it.each(datasets)('are a ruleset for $name, within the 65,536 characters that Glue takes', (dataset) => {
    expect(qualityRuleset(dataset)).toMatch(/^Rules = \[\n {4}IsPrimaryKey "/);
    expect(qualityRuleset(dataset).length).toBeLessThan(65_536);
  });

  describe('over a table', () => {
    let engine: DuckDbEngine;
    const run = { id: 'r1', at: new Date('2024-05-01T10:00:00.500Z') };
    beforeEach(async () => {
      engine = await DuckDbEngine.open({ memoryMb: 100, threads: 1 });
      await engine.native(createTable(silverTable(orders)));
      await engine.native(createTable(qualityResultsTable));
    });
    afterEach(() => engine.close());
    const insert = (...rows: string[]) =>
      engine.native(`INSERT INTO silver.orders (shop, number, state) VALUES ${rows.join(', ')}`);
    const failed = async () =>
      Object.fromEntries(
        (await judgeQuality(engine, orders, run)).map((result) => [result.rule, result.failed]),
      );

    it('hold for good rows', async () => {
      await insert("('a', '1', 'open')", "('a', '2', NULL)", "('b', '1', 'customer''s')");
      expect(await judgeQuality(engine, orders, run)).toEqual(
        [
          'key_is_unique',
          'number_is_complete',
          'shop_is_complete',
          'state_is_allowed',
          'state_open_ends_within_48_hours',
        ].map((rule) => ({
          rule,
          checked: 3,
          failed: 0,
          passed: true,
        })),
      );
    });

    it('hold for a table without rows', async () => {
      expect(await judgeQuality(engine, orders, run)).toContainEqual({
        rule: 'key_is_unique',
        checked: 0,
        failed: 0,
        passed: true,
      });
    });

    it('count the rows that break them', async () => {
      await insert(
        "('a', '1', 'open')",
        "('a', '1', 'lost')",
        "('a', '1', 'gone')",
        "(NULL, '2', 'open')",
        "(NULL, '3', 'lost')",
      );
      expect(await failed()).toEqual({
        key_is_unique: 2,
        number_is_complete: 0,
        shop_is_complete: 2,
        state_is_allowed: 3,
        state_open_ends_within_48_hours: 0,
      });
    });

    it('count the rows that are past their time limit', async () => {
      const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();
      await engine.native(`INSERT INTO silver.orders (shop, number, state, placed_at) VALUES
        ('a', '1', 'open', '${hoursAgo(49)}'), ('a', '2', 'open', '${hoursAgo(47)}'),
        ('a', '3', 'customer''s', '${hoursAgo(49)}'), ('a', '4', 'open', NULL)`);
      expect((await failed()).state_open_ends_within_48_hours).toBe(1);
    });

    it('replace what the same run had found, and keep other runs', async () => {
      await insert("('a', '1', 'lost')");
      await judgeQuality(engine, orders, run);
      await judgeQuality(engine, orders, { ...run, id: 'r0' });
      await engine.native("UPDATE silver.orders SET state = 'open'");
      expect((await failed()).state_is_allowed).toBe(0);
      const kept = await engine.query(
        "SELECT run_id, failed, checked_at FROM silver.quality_results WHERE rule = 'state_is_allowed' ORDER BY run_id",
      );
      expect(kept).toEqual([
        { run_id: 'r0', failed: 1, checked_at: '2024-05-01 10:00:00.5' },
        { run_id: 'r1', failed: 0, checked_at: '2024-05-01 10:00:00.5' },
      ]);
    });
  });
});

import { join } from 'node:path';
import fc from 'fast-check';
import { immunizations } from '../../datasets/immunizations/contract';
import type { SqlRow } from '../../core/ports';
import { LoadUnbalancedError } from '../../local/errors';
import { DuckDbEngine } from '../../local/engine/duckdb-engine';
import type { LocalLake } from '../../local/lake';
import { immunization } from '../support/immunization';
import { intoBronze, testLake, type Landed } from '../support/lake';
import { temporaryDirectory } from '../support/temporary-directory';

const directory = temporaryDirectory();
const DAY = Date.UTC(2026, 10, 20);

const versions = (lake: LocalLake): Promise<SqlRow[]> =>
  lake.query(
    'SELECT immunization_id, lot_number, event_id FROM silver.immunizations ORDER BY immunization_id',
  );

test('the latest version of an id wins, by arrival', async () => {
  const lake = testLake(directory());
  await intoBronze(
    lake,
    [
      { id: 'e1', payload: immunization({ lotNumber: 'old' }), arrivedAt: DAY },
      { id: 'e2', payload: immunization({ lotNumber: 'new' }), arrivedAt: DAY + 1 },
    ],
    'a',
  );
  expect((await lake.transform())[0]).toMatchObject({ landed: 2, inserted: 1, updated: 0, duplicates: 1 });
  expect(await versions(lake)).toEqual([{ immunization_id: 'imm-1', lot_number: 'new', event_id: 'e2' }]);
});

test('a version that its sender dates later wins though it arrived first', async () => {
  const lake = testLake(directory());
  const dated = (lotNumber: string, lastUpdated: string): unknown =>
    immunization({ lotNumber, meta: { lastUpdated } });
  await intoBronze(
    lake,
    [{ id: 'e1', payload: dated('second', '2026-02-01T00:00:00Z'), arrivedAt: DAY }],
    'a',
  );
  await lake.transform();
  await intoBronze(
    lake,
    [{ id: 'e2', payload: dated('first', '2026-01-01T00:00:00Z'), arrivedAt: DAY + 1 }],
    'b',
    2,
  );
  expect((await lake.transform())[0]).toMatchObject({ landed: 2, inserted: 0, updated: 0, duplicates: 2 });
  expect(await versions(lake)).toMatchObject([{ lot_number: 'second' }]);
});

test('running again changes nothing', async () => {
  const lake = testLake(directory());
  await intoBronze(
    lake,
    [
      { id: 'e1', payload: immunization(), arrivedAt: DAY },
      { id: 'e2', payload: immunization({ status: 'maybe' }), arrivedAt: DAY },
    ],
    'a',
  );
  await lake.transform();
  const before = await versions(lake);
  expect((await lake.transform())[0]).toMatchObject({
    landed: 2,
    inserted: 0,
    updated: 0,
    quarantined: 0,
    duplicates: 2,
    unaccounted: 0,
  });
  expect(await versions(lake)).toEqual(before);
  expect(await lake.query('SELECT count(*) AS n FROM silver.quarantine')).toEqual([{ n: 1 }]);
});

test('a window reads the days of arrival it names and no others', async () => {
  const lake = testLake(directory());
  await intoBronze(lake, [{ id: 'e1', payload: immunization({ id: 'early' }), arrivedAt: DAY }], 'a');
  await intoBronze(
    lake,
    [{ id: 'e2', payload: immunization({ id: 'late' }), arrivedAt: DAY + 86_400_000 }],
    'b',
  );
  await lake.transform({ window: { from: '2026/11/21', to: '2026/11/21' } });
  expect(await versions(lake)).toMatchObject([{ immunization_id: 'late' }]);
  expect((await lake.status())[0]).toMatchObject({ landed: 2, silver: 1, pending: 1, duplicates: 0 });
});

test('a record in quarantine that has become good moves to silver when it is replayed', async () => {
  const lake = testLake(directory());
  await intoBronze(
    lake,
    [
      { id: 'e1', payload: immunization({ status: 'entered-in-error' }), arrivedAt: DAY },
      { id: 'e2', payload: immunization({ id: 'still-bad', status: 'maybe' }), arrivedAt: DAY },
    ],
    'a',
  );
  const { status } = immunizations.columns;
  const strict = {
    ...immunizations,
    columns: { ...immunizations.columns, status: { ...status, oneOf: ['completed'] } },
  } as typeof immunizations;
  const stricter = Object.assign(Object.create(lake) as LocalLake, {
    datasets: lake.datasets.map((dataset) => (dataset === immunizations ? strict : dataset)),
  });
  await stricter.transform();
  expect(await lake.query('SELECT reason FROM silver.quarantine')).toHaveLength(2);
  expect((await lake.transform({ replay: immunizations }))[0]).toMatchObject({
    landed: 2,
    inserted: 1,
    quarantined: 0,
    unaccounted: 0,
  });
  expect(await lake.query('SELECT event_id FROM silver.quarantine')).toEqual([{ event_id: 'e2' }]);
  expect((await lake.status())[0]).toMatchObject({
    landed: 2,
    silver: 1,
    quarantined: 1,
    duplicates: 0,
    pending: 0,
  });
});

test('a run whose records don’t add up fails loudly, and says so in the audit', async () => {
  const lake = testLake(directory());
  await intoBronze(lake, [{ id: 'e1', payload: immunization(), arrivedAt: DAY }], 'a');
  const change = jest.spyOn(DuckDbEngine.prototype, 'change').mockImplementation(async function (
    this: DuckDbEngine,
    sql,
    parameters,
  ) {
    if (sql.startsWith('MERGE INTO silver.immunizations')) return 0;
    await this.query(sql, parameters);
    return 1;
  });
  await expect(lake.transform()).rejects.toThrow(LoadUnbalancedError);
  change.mockRestore();
  expect(await lake.query('SELECT landed, unaccounted FROM silver.load_audit')).toEqual([
    { landed: 1, unaccounted: 1 },
  ]);
});

interface Sent {
  readonly key: number;
  readonly version: number;
  readonly bad: boolean;
}

/** Events as a stream would hold them: every one has an arrival of its own. */
const events = (sent: readonly Sent[]): Landed[] =>
  sent.map(({ key, version, bad }, index) => ({
    id: `e${index}`,
    arrivedAt: DAY + index * 3_600_000,
    payload: immunization({
      id: `imm-${key}`,
      lotNumber: `v${index}`,
      ...(version > 0 && { meta: { lastUpdated: `2026-01-0${version}T00:00:00Z` } }),
      ...(bad && { status: 'maybe' }),
    }),
  }));

const tables = async (lake: LocalLake): Promise<unknown> => [
  await lake.query('SELECT * FROM silver.immunizations ORDER BY immunization_id'),
  await lake.query(
    'SELECT dataset, reason, column_name, record_hash, event_id FROM silver.quarantine ORDER BY event_id',
  ),
  await lake.query('SELECT * FROM gold.immunizations_by_month ORDER BY month, cvx_code, vaccine_name'),
];

test('any order, duplication and number of runs gives the same silver and gold, and the audit adds up', async () => {
  const sent = fc.array(
    fc.record({
      key: fc.integer({ min: 1, max: 4 }),
      version: fc.integer({ min: 0, max: 3 }),
      bad: fc.boolean(),
    }),
    { minLength: 1, maxLength: 10 },
  );
  let round = 0;
  await fc.assert(
    fc.asyncProperty(sent, fc.infiniteStream(fc.nat()), async (records, numbers) => {
      const landed = events(records);
      const plain = testLake(join(directory(), `plain-${round}`));
      for (const [index, event] of landed.entries()) await intoBronze(plain, [event], `${index}`, index + 1);
      await plain.transform();

      const next = (below: number): number => (numbers.next().value as number) % below;
      const shuffled = testLake(join(directory(), `shuffled-${round++}`));
      const pending = landed.flatMap((event, index) =>
        Array.from({ length: 1 + next(2) }, (_, copy) => ({ event, index, copy })),
      );
      const total = pending.length;
      while (pending.length > 0) {
        const [{ event, index, copy }] = pending.splice(next(pending.length), 1) as [
          { event: Landed; index: number; copy: number },
        ];
        await intoBronze(shuffled, [event], `${index}-${copy}`, index + 1);
        if (next(3) === 0) await shuffled.transform();
      }
      await shuffled.transform();

      expect(await tables(shuffled)).toEqual(await tables(plain));
      const [status] = await shuffled.status();
      expect(status).toMatchObject({ landed: total, pending: 0 });
      expect((status?.silver ?? 0) + (status?.duplicates ?? 0) + (status?.quarantined ?? 0)).toBe(total);
      const audits = await shuffled.query(
        'SELECT landed - inserted - updated - duplicates - quarantined AS off, unaccounted, duplicates < 0 AS negative FROM silver.load_audit',
      );
      for (const audit of audits) expect(audit).toEqual({ off: 0, unaccounted: 0, negative: false });
    }),
    { numRuns: 8 },
  );
});

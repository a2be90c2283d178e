import { immunizations } from '../../datasets/immunizations/contract';
import type { SqlRow } from '../../core/ports';
import { LoadUnbalancedError } from '../../local/errors';
import { SqlError } from '../../sql-bridge';
import { DuckDbEngine } from '../../local/engine/duckdb-engine';
import type { LocalLake } from '../../local/lake';
import { immunization } from '../support/immunization';
import { intoBronze, testLake } from '../support/lake';
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
  expect((await lake.transform())[0]).toMatchObject({ landed: 2, inserted: 1, updated: 0, stale: 1 });
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
  expect((await lake.transform())[0]).toMatchObject({
    landed: 1,
    inserted: 0,
    updated: 0,
    duplicates: 0,
    stale: 1,
  });
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
  expect((await lake.transform())[0]).toMatchObject({ landed: 0 });
  const window = { from: '2026/11/20', to: '2026/11/20' };
  expect((await lake.transform({ window }))[0]).toMatchObject({
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
  const own = jest.spyOn(DuckDbEngine.prototype, 'own').mockImplementation(async function (
    this: DuckDbEngine,
    sql,
    parameters,
  ) {
    if (sql.startsWith('MERGE INTO silver.immunizations')) return { rows: [], changed: 0 };
    return { rows: await this.query(sql, parameters), changed: 1 };
  });
  await expect(lake.transform()).rejects.toThrow(LoadUnbalancedError);
  own.mockRestore();
  expect(await lake.query('SELECT landed, unaccounted FROM silver.load_audit')).toEqual([
    { landed: 1, unaccounted: 1 },
  ]);
});

test('a run that is short of memory is done again with more, and loads all of it', async () => {
  const whole = testLake(directory());
  const lake = Object.assign(Object.create(whole) as LocalLake, {
    datasets: whole.datasets.filter(({ name }) => ['immunizations', 'vaccines'].includes(name)),
  });
  const records = Array.from({ length: 1_000 }, (_, index) => ({
    id: `e${index}`,
    payload: immunization({ id: `imm-${index}`, note: [{ text: 'said at length '.repeat(100) }] }),
    arrivedAt: DAY,
  }));
  await intoBronze(lake, records, 'a');
  const stages: string[] = [];
  const onStep = ({ table, step }: { table: string; step: string }): void => {
    if (table === 'immunizations') stages.push(step);
  };
  const [report] = await lake.transform({ sparingMb: 2, onStep });
  expect(report).toMatchObject({ landed: 1_000, inserted: 1_000, unaccounted: 0 });
  expect(stages.filter((step) => step === 'clear')).toHaveLength(2);
  expect(stages.filter((step) => step === 'audit')).toHaveLength(1);
  expect(await lake.query('SELECT count(*) AS n FROM silver.immunizations')).toEqual([{ n: 1_000 }]);
});

test('a run for which no memory is enough says what to do, and loses nothing', async () => {
  const lake = testLake(directory());
  await intoBronze(lake, [{ id: 'e', payload: immunization({ id: 'imm' }), arrivedAt: DAY }], 'a');
  const own = jest
    .spyOn(DuckDbEngine.prototype, 'own')
    .mockRejectedValue(new SqlError('EXCEEDED_LOCAL_MEMORY_LIMIT', 'too much'));
  const opened = jest.spyOn(DuckDbEngine, 'open');
  await expect(lake.transform()).rejects.toThrow(/more than the \d+ MB .* --from DAY --to DAY/);
  const limits = opened.mock.calls.map(([options]) => options?.memoryMb);
  expect(limits).toEqual([...limits].sort((a, b) => (a ?? 0) - (b ?? 0)));
  for (const spy of [own, opened]) spy.mockRestore();
  expect((await lake.transform()).find(({ dataset }) => dataset === 'immunizations')).toMatchObject({
    inserted: 1,
  });
});

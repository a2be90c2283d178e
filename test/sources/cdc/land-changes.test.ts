import { datasets } from '../../../datasets';
import { landChanges } from '../../../lambdas/cdc/land-changes';
import { tablesOf } from '../../../lambdas/cdc/tables-of';
import { LocalLake } from '../../../local/lake';
import { temporaryDirectory } from '../../support/temporary-directory';

const directory = temporaryDirectory();
const TABLES = [{ table: 'public.transport_units', dataset: 'transport_units' }];
/** Sequence numbers of Kinesis have 56 digits. */
const FIRST = 49_590_338_271_490_256_608_559_692_538_361_571_095_921_575_989_136_588_898n;

const told = (operation: string, data: object, more: object = {}, table = 'transport_units'): string =>
  JSON.stringify({
    data,
    metadata: {
      timestamp: '2026-11-26T10:00:00.000001Z',
      'record-type': 'data',
      operation,
      'schema-name': 'public',
      'table-name': table,
      'commit-timestamp': '2026-11-26T10:00:00.000000Z',
    },
    ...more,
  });

const MESSAGES = [
  told('load', { unit_id: 'U-1', name: 'one', home_base: 'Hamburg' }),
  told('load', { unit_id: 'U-2', name: 'two' }),
  told('insert', { id: 7 }, {}, 'others'),
  told('update', { unit_id: 'U-1', name: 'first', home_base: null }),
  told('update', { unit_id: 'M-2', name: 'two' }, { 'before-image': { unit_id: 'U-2' } }),
  told('insert', { unit_id: 'U-3', name: 'three' }),
  told('delete', { unit_id: 'U-3' }),
  '{"hello": 1}',
];

test('what DMS puts on a stream becomes its table, however often a shard is handed over', async () => {
  const lake = new LocalLake({ root: directory(), datasets, defaultDataset: 'immunizations' });
  const land = (from: number, to: number, shard = 'shardId-000000000000') =>
    landChanges(
      {
        stream: 'changes',
        shard,
        records: MESSAGES.slice(from, to).map((text, index) => ({
          sequenceNumber: String(FIRST + BigInt(from + index)),
          arrivedAt: Date.UTC(2026, 10, 26, 10) + from + index,
          data: Buffer.from(text).toString('base64'),
        })),
      },
      {
        source: 'fleet-database',
        tables: tablesOf({ tables: TABLES }, datasets),
        bronze: lake.bronze,
        ledger: lake.ledger,
        clock: lake.clock,
      },
    );
  expect(await land(0, 4)).toMatchObject({ landed: 3, aside: 1, foreign: 0 });
  expect(await land(0, 4)).toMatchObject({ landed: 0, alreadyLanded: 3 });
  // A moved key is a deletion and a row.
  expect(await land(2, 8)).toMatchObject({ landed: 5, alreadyLanded: 1, foreign: 1 });
  await lake.transform();
  expect(
    await lake.query('SELECT unit_id, name, home_base FROM silver.transport_units ORDER BY unit_id'),
  ).toEqual([
    { unit_id: 'M-2', name: 'two', home_base: null },
    { unit_id: 'U-1', name: 'first', home_base: null },
  ]);
  expect(
    await lake.query("SELECT count(*) AS n FROM silver.quarantine WHERE dataset = 'transport_units'"),
  ).toEqual([{ n: 1 }]);
  await lake.close();
});

test.each([
  ['there isn’t', [{ table: 'public.units', dataset: 'units' }], 'expected one that is loaded by CHANGES'],
  ['is no table of a database', [{ table: 'public.positions', dataset: 'positions' }], 'transport_units'],
  ['is named twice', [...TABLES, ...TABLES], 'named twice'],
])('a dataset that %s is refused', (_what, tables, problem) => {
  expect(() => tablesOf({ tables }, datasets)).toThrow(problem);
});

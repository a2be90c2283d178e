import { datasets } from '../../datasets';
import { governedTables } from '../../core/governance/governed-table';
import { planMigration, type MigrationAction } from '../../lambdas/migrate/plan';
import { desired, migrated } from './tables';

const locationOf = ({ database, name }: { database: string; name: string }): string =>
  `s3://bucket/${database}/${name}`;
const plan = (
  tables: Parameters<typeof planMigration>[0],
  existing: Parameters<typeof planMigration>[1],
): MigrationAction[] => planMigration(tables, existing, locationOf);

const visits = desired(
  { id: ['string', 'personal'], seen_at: ['timestamp', 'health'] },
  { partitions: ['month(seen_at)'] },
);

describe('a table that is not there', () => {
  it('is created with ids from 1 and its partitions, and then tagged', () => {
    const actions = plan([visits], []);
    expect(actions[0]).toEqual({
      kind: 'create',
      definition: {
        database: 'silver',
        name: 'visits',
        location: 's3://bucket/silver/visits',
        fields: [
          { id: 1, name: 'id', type: 'string', description: 'The id' },
          { id: 2, name: 'seen_at', type: 'timestamp', description: 'The seen_at' },
        ],
      },
      partitions: [{ source: 2, transform: 'month', name: 'seen_at_month' }],
    });
    expect(actions.slice(1).every(({ kind }) => kind === 'tag')).toBe(true);
  });

  it.each([
    ['dataset', { source: 1, transform: 'identity', name: 'dataset' }],
    ['bucket(16, dataset)', { source: 1, transform: 'bucket[16]', name: 'dataset_bucket' }],
    ['truncate(4, dataset)', { source: 1, transform: 'truncate[4]', name: 'dataset_trunc' }],
  ])('is partitioned by %s', (partition, field) => {
    const [action] = plan([desired({ dataset: ['string', 'internal'] }, { partitions: [partition] })], []);
    expect(action).toMatchObject({ partitions: [field] });
  });

  it('cannot be partitioned by a column it does not have', () => {
    expect(() => plan([desired({ id: ['string', 'internal'] }, { partitions: ['day(seen)'] })], [])).toThrow(
      'Table silver.visits has no column "seen" to partition by with "day(seen)".',
    );
  });
});

describe('a table that is there', () => {
  it('is left alone when nothing has changed', () => {
    expect(plan([visits], [migrated(visits)])).toEqual([]);
  });

  it('gets a new column with an id never used, and only that column is tagged', () => {
    const wider = desired(
      {
        id: ['string', 'personal'],
        seen_at: ['timestamp', 'health'],
        ward: ['string', 'personal'],
      },
      { partitions: visits.partitions },
    );
    expect(plan([wider], [{ ...migrated(visits), lastColumnId: 7 }])).toEqual([
      expect.objectContaining({
        kind: 'evolve',
        changes: ['adds ward'],
        definition: expect.objectContaining({
          fields: [
            expect.objectContaining({ id: 1, name: 'id' }),
            expect.objectContaining({ id: 2, name: 'seen_at' }),
            expect.objectContaining({ id: 8, name: 'ward' }),
          ],
        }) as unknown,
      }),
      {
        kind: 'tag',
        assignment: {
          database: 'silver',
          table: 'visits',
          columns: ['ward'],
          tags: { sensitivity: 'personal' },
        },
      },
    ]);
  });

  it('has a column widened under its old id', () => {
    const before = desired({ n: ['int', 'internal'] });
    const after = desired({ n: ['bigint', 'internal'] });
    expect(plan([after], [migrated(before)])).toEqual([
      expect.objectContaining({
        changes: ['widens n from int to bigint'],
        definition: expect.objectContaining({
          fields: [expect.objectContaining({ id: 1, type: 'long' })],
        }) as unknown,
      }),
    ]);
  });

  it('has its tag set again when somebody changed it', () => {
    const current = migrated(visits);
    const tampered = {
      ...current,
      columns: current.columns.map((column) => ({ ...column, tags: { sensitivity: 'public' } })),
    };
    expect(
      plan([visits], [tampered]).map((action) => action.kind === 'tag' && action.assignment.columns),
    ).toEqual([['id'], ['seen_at']]);
  });

  it('is never dropped, also when no contract asks for it any more', () => {
    expect(plan([], [migrated(visits)])).toEqual([]);
  });
});

describe('a breaking change', () => {
  it.each([
    [
      'a column gone',
      desired({ id: ['string', 'personal'], on: ['date', 'health'] }, { partitions: ['month(on)'] }),
      'silver.visits.seen_at is gone from the contract',
    ],
    [
      'other partitions',
      { ...visits, partitions: ['bucket(16, id)'] },
      'silver.visits is partitioned by month(seen_at), and would be by bucket[16](id)',
    ],
    [
      'no partitions any more',
      { ...visits, partitions: [] },
      'silver.visits is partitioned by month(seen_at), and would be by nothing',
    ],
    [
      'another type',
      desired({ id: ['string', 'personal'], seen_at: ['date', 'health'] }),
      'seen_at would change from timestamp to date',
    ],
  ])('is refused before anything is done: %s', (_what, table, message) => {
    expect(() =>
      plan([table, desired({ n: ['int', 'internal'] }, { name: 'other' })], [migrated(visits)]),
    ).toThrow(message);
  });
});

it('a quarantine of before records had lines gains the column, and the column its tag', () => {
  const [now] = governedTables(datasets).filter(({ name }) => name === 'quarantine');
  const before = migrated({ ...now!, columns: now!.columns.filter(({ name }) => name !== 'source_line') });
  expect(plan([now!], [before])).toEqual([
    expect.objectContaining({ kind: 'evolve', changes: ['adds source_line'] }),
    {
      kind: 'tag',
      assignment: expect.objectContaining({ table: 'quarantine', columns: ['source_line'] }) as unknown,
    },
  ]);
});

describe('partitions', () => {
  it('that come to a table without any are refused, and nothing is created, widened or tagged', () => {
    const bare = { ...visits, partitions: [] };
    const other = desired({ n: ['int', 'internal'] }, { name: 'other' });
    expect(() => plan([visits, other], [migrated(bare)])).toThrow(
      /silver\.visits is partitioned by nothing, and would be by month\(seen_at\)\n.*give the dataset a new name/s,
    );
  });

  it('are the same when their column has got another place in the contract', () => {
    const moved = { ...visits, columns: visits.columns.toReversed() };
    expect(plan([moved], [migrated(visits)])).toEqual([]);
  });

  it('of a column that is gone are told by its id', () => {
    const current = { ...migrated(visits), partitions: [{ source: 9, transform: 'month', name: 'x' }] };
    expect(() => plan([visits], [current])).toThrow('is partitioned by month(column 9)');
  });

  it('that nobody knows change nothing', () => {
    const unknown = Object.entries(migrated(visits)).filter(([name]) => name !== 'partitions');
    const current = Object.fromEntries(unknown) as unknown as ReturnType<typeof migrated>;
    expect(plan([{ ...visits, partitions: [] }], [current])).toEqual([]);
  });
});

describe('the lake', () => {
  const tables = governedTables(datasets);

  it('is created whole, but for bronze, whose tables are only tagged', () => {
    const actions = plan(tables, []);
    const created = actions.filter(({ kind }) => kind === 'create').length;
    expect(created).toBe(tables.filter(({ database }) => database !== 'bronze').length);
    const bronze = actions.filter(
      (action) => action.kind === 'tag' && action.assignment.database === 'bronze',
    );
    expect(bronze.length).toBeGreaterThan(0);
  });

  it('needs nothing more once it is migrated', () => {
    expect(plan(tables, tables.map(migrated))).toEqual([]);
  });
});

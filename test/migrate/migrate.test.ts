import { datasets } from '../../datasets';
import { governedTables } from '../../core/governance/governed-table';
import { migrate, type MigrateDeps } from '../../lambdas/migrate/migrate';
import type { Database } from '../../core/tables';
import { testLake } from '../support/lake';
import { temporaryDirectory } from '../support/temporary-directory';
import { migrated } from './tables';

const tables = governedTables(datasets);
const directory = temporaryDirectory();

function deps(existing: Database[], put: () => void = () => undefined): MigrateDeps & { done: string[] } {
  const lake = testLake(directory());
  const done: string[] = [];
  const note = (what: string) => async (): Promise<void> => void done.push(what);
  return {
    done,
    catalog: {
      tables: async (database) =>
        tables.filter((table) => table.database === database && existing.includes(database)).map(migrated),
      create: note('create'),
      evolve: note('evolve'),
      tag: note('tag'),
    },
    settings: {
      getSettings: async () => ({ CreateTableDefaultPermissions: [{}] }),
      putSettings: async () => put(),
    },
    permissions: { permissionsOf: async () => [], revoke: async () => true },
    catalogId: '111122223333',
    bronze: lake.bronze,
    ledger: lake.ledger,
    clock: { now: () => new Date('2026-11-21T12:00:00Z') },
    locationOf: ({ name }) => `s3://bucket/${name}`,
    log: () => undefined,
  };
}

it('creates, tags, closes the account and lands reference data, and the second time nothing', async () => {
  let closed = 0;
  const first = deps([], () => void closed++);
  const report = await migrate(datasets, first);
  expect(report.created).toBe(tables.filter(({ database }) => database !== 'bronze').length);
  expect(report.seeded).toBeGreaterThan(200);
  expect(closed).toBe(1);
  const again = { ...first, catalog: deps(['bronze', 'staging', 'silver', 'gold']).catalog };
  await expect(migrate(datasets, again)).resolves.toEqual({
    created: 0,
    evolved: 0,
    tagged: 0,
    revoked: 0,
    seeded: 0,
  });
});

it('makes tables before it tags them', async () => {
  const given = deps([]);
  await migrate(datasets, given);
  expect(given.done.lastIndexOf('create')).toBeLessThan(given.done.indexOf('tag'));
});

import { governedTables } from '../../core/governance';
import { datasets } from '../../datasets';
import { stackStatus } from './support/cloud-formation';
import { DeployedCatalog } from './support/deployed-catalog';
import { findDeployment, type Deployment } from './support/deployment';

let lake: Deployment;
let catalog: DeployedCatalog;
beforeAll(async () => {
  lake = await findDeployment();
  catalog = new DeployedCatalog(lake.endpoint);
});
afterAll(() => catalog.close());

const STACKS = [
  'access',
  'analytics',
  'catalog',
  'governance',
  'ingestion',
  'operations',
  'schedules',
  'storage',
  'transformation',
];

test('all stacks of the lake are deployed', async () => {
  const status = Object.fromEntries(STACKS.map((stack) => [`headwater-dev-${stack}`, 'CREATE_COMPLETE']));
  expect(await stackStatus(lake.endpoint)).toEqual(status);
});

const iceberg = governedTables(datasets).filter(({ database }) => database !== 'bronze');

test('the migration has made every table of a contract while the catalog was deployed, each column with its sensitivity', async () => {
  expect(iceberg.length).toBeGreaterThan(10);
  for (const { database, name, columns } of iceberg) {
    const found = await catalog.columns(database, name);
    const said = columns.map((column, at) => ({
      name: column.name,
      type: column.type,
      id: String(at + 1),
      sensitivity: column.sensitivity,
    }));
    expect({ name, columns: found }).toEqual({ name, columns: said });
  }
});

test('bronze has a table for every dataset, by day of arrival', async () => {
  for (const { database, name, columns } of governedTables(datasets)) {
    if (database !== 'bronze') continue;
    const found = await catalog.columns(database, name);
    expect(found.map((column) => column.name)).toEqual([...columns.map((column) => column.name), 'dt']);
  }
});

test('who queries has a workgroup, and crawlers look at bronze and at what notebooks write', async () => {
  expect(await catalog.workGroups()).toHaveLength(8);
  expect((await catalog.crawled()).map((path) => path.replace(/^s3:\/\/[^/]+/, '')).sort()).toEqual([
    '/',
    '/notebooks/',
    '/notebooks/',
  ]);
});

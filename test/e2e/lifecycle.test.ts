import { cpSync } from 'node:fs';
import { readEnvironment } from '../../lambdas/environment';
import { bronzeLines } from './support/bronze';
import { Buckets } from './support/buckets';
import { cdk, done, stackStatus } from './support/cloud-formation';
import { DeployedCatalog } from './support/deployed-catalog';
import { DeployedFunction } from './support/deployed-function';
import { findDeployment, type Deployment } from './support/deployment';
import { change, type Template } from './support/fitted-app';

/** What the runbook says of deploying again, going back and taking down, in its order: each test goes on from the one before. */
const apps = readEnvironment({ changed: 'E2E_CHANGED', directory: 'E2E_RUN' });
let lake: Deployment;
let catalog: DeployedCatalog;
beforeAll(async () => {
  lake = await findDeployment();
  catalog = new DeployedCatalog(lake.endpoint);
});
afterAll(() => catalog.close());

const MIGRATION = 'Brings tables and LF-tags to what the contracts say';

async function descriptions(): Promise<(string | undefined)[]> {
  const functions = await DeployedFunction.all(lake.endpoint);
  return functions.map(({ Description: description }) => description);
}

test('deployed again with a column more in a contract and every optional part asked for, its table has it, hidden by its sensitivity, the parts are there, and all else stays', async () => {
  const [before, landed] = [await catalog.columns('silver', 'immunizations'), await bronzeLines(lake)];
  await done(cdk('deploy', apps.changed));
  const after = await catalog.columns('silver', 'immunizations');
  const added = { name: 'lot_note', type: 'string', id: String(before.length + 1), sensitivity: 'health' };
  expect(after.filter(({ name }) => name !== added.name)).toEqual(before);
  expect(after).toContainEqual(added);
  expect(await bronzeLines(lake)).toEqual(landed);
  expect(await stackStatus(lake.endpoint)).toMatchObject({ 'headwater-dev-console': 'CREATE_COMPLETE' });
  expect(await descriptions()).toEqual(
    expect.arrayContaining([expect.stringMatching(/clinic/), 'Takes files that arrived for drop']),
  );
});

test('a change that cannot be made is taken back, with what was changed before it', async () => {
  const clashing = `${apps.directory}/clashing`;
  cpSync(apps.changed, clashing, { recursive: true });
  change(clashing, 'catalog', withTableTwice);
  const { isDone, text } = await cdk('deploy', clashing);
  expect({ isDone, clashes: text.includes('already exists') }).toEqual({ isDone: false, clashes: true });
  expect(await descriptions()).toContain(MIGRATION);
  expect(await stackStatus(lake.endpoint)).toMatchObject({
    'headwater-dev-catalog': 'UPDATE_ROLLBACK_COMPLETE',
  });
});

test('corrected, it is deployed where it was refused', async () => {
  await done(cdk('deploy', apps.changed));
  expect(await catalog.columns('silver', 'immunizations')).toContainEqual(
    expect.objectContaining({ name: 'lot_note' }),
  );
});

test('taken down, nothing of it stays', async () => {
  const buckets = new Buckets(lake.endpoint);
  try {
    expect(await buckets.names()).not.toEqual([]);
    await done(cdk('destroy', apps.changed));
    expect(await stackStatus(lake.endpoint)).toEqual({});
    expect(await buckets.names()).toEqual([]);
    expect(await descriptions()).toEqual([]);
  } finally {
    buckets.close();
  }
});

/** A template that changes the migration and then makes a table that is there already. */
function withTableTwice({ Resources: resources, ...rest }: Template): Template {
  const all = Object.entries(resources);
  const [migration] = all.find(([, { Properties }]) => Properties?.Description === MIGRATION) ?? [''];
  const table = all.find(([, { Type }]) => Type === 'AWS::Glue::Table')![1];
  const changed = resources[migration]!;
  return {
    ...rest,
    Resources: {
      ...resources,
      [migration]: { ...changed, Properties: { ...changed.Properties, Description: 'Changed' } },
      Twice: { ...table, DependsOn: [migration, ...[table.DependsOn ?? []].flat()] },
    },
  };
}

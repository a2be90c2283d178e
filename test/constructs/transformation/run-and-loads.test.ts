import { Executions } from '../../../conformance/deployed/executions';
import {
  StateError,
  type Execution,
  type Json,
  type Machine,
} from '../../../conformance/deployed/interpreter';
import { StateServices } from '../../../conformance/deployed/state-services';
import { loadSqlParser, orderedLoads, orderedModels } from '../../../core/plan';
import { immunizations } from '../../../datasets/immunizations/contract';
import { vaccines } from '../../../datasets/vaccines/contract';
import { loadDefinition } from '../../../lib/constructs/transformation/load-definition';
import { runDefinition } from '../../../lib/constructs/transformation/run-definition';
import { DirectoryObjectStore } from '../../../local/store/directory-object-store';
import { temporaryDirectory } from '../../support/temporary-directory';

const directory = temporaryDirectory();
const datasets = [vaccines, immunizations];
const shared = { workGroup: 'work-group', ledgerTable: 'ledger', bronzeBucket: 'bronze' };
const [NOON, SWEEPING] = ['2026-03-01T12:00:00Z', '2026-03-02T03:30:00Z'];

let run: Machine;
beforeAll(async () => {
  await loadSqlParser();
  run = runDefinition({
    ...shared,
    sweepHour: 3,
    migration: 'migrate',
    publication: 'publish',
    loads: orderedLoads(datasets),
    machineOf: ({ name }) => name,
    models: orderedModels(datasets),
    settings: { smallCellThreshold: 11 },
  });
});

/** A lake whose statements find what they are told, with the states that sent them. */
class Deployed {
  readonly sent: string[] = [];
  readonly bronze = new DirectoryObjectStore(directory());
  private readonly state = new StateServices(this.bronze);
  private readonly executions: Executions;
  private time = NOON;

  constructor(readonly found: Record<string, string> = {}) {
    const machines = new Map(datasets.map((dataset) => [dataset.name, loadDefinition(dataset, shared)]));
    this.executions = new Executions((arn) => machines.get(arn)!, this.perform, {
      now: () => new Date(this.time),
    });
  }

  hour(name: string, time = NOON): Promise<Json> {
    this.time = time;
    return this.executions.start(run, name, {});
  }

  byHand(dataset: string, input: Json): Promise<Json> {
    return this.executions.start(loadDefinition(vaccines, shared), dataset, input);
  }

  private readonly perform: Execution['perform'] = async (resource, parameters, state) => {
    const service = resource.replace(/^.*:states:::/, '');
    const own = await this.state.perform(service, parameters);
    if (own !== undefined) return own;
    if (service === 'aws-sdk:athena:getQueryResults') return this.row();
    this.send(state);
    return { QueryExecution: { QueryExecutionId: state } };
  };

  private send(state: string): void {
    this.sent.push(state);
    if (this.found[state] !== undefined) throw new StateError('States.TaskFailed', this.found[state]);
  }

  private row(): Json {
    const values = { landed: '1', unaccounted: '0', missing: '0', ...this.found };
    const data = (each: readonly string[]): Json => ({
      Data: each.map((VarCharValue) => ({ VarCharValue })),
    });
    return { ResultSet: { Rows: [data(Object.keys(values)), data(Object.values(values))] } };
  }

  async land(name: string, object = '2026/03/01/1.json'): Promise<void> {
    await this.bronze.putIfAbsent(`${name}/${object}`, '{}\n');
  }
}

test('a run loads what has landed, fills gold that reads it, and does nothing the hour after', async () => {
  const lake = new Deployed();
  await lake.land('immunizations');
  await lake.hour('first');
  const [migrated, ...others] = lake.sent;
  expect(migrated).toBe('Migrate tables');
  const published = others.findIndex((each) => each.startsWith('Publish'));
  expect(published).toBeGreaterThan(0);
  expect(others.slice(0, published).every((each) => each.startsWith('immunizations'))).toBe(true);
  expect(others.slice(published).every((each) => each.startsWith('Publish'))).toBe(true);
  await lake.hour('second');
  expect(lake.sent.slice(others.length + 1)).toEqual(['Migrate tables']);
});

test('a load that fails leaves the others alone, and the run names its table', async () => {
  const lake = new Deployed({ 'vaccines: merge': 'ICEBERG_COMMIT_ERROR' });
  await lake.land('vaccines');
  await lake.land('immunizations');
  await expect(lake.hour('first')).rejects.toMatchObject({
    code: 'Headwater.RunFailed',
    message: expect.stringMatching(/^Not done: silver\.vaccines(?!.*silver\.immunizations)/) as unknown,
  });
  expect(lake.sent).toContain('immunizations: audit');
});

test('a load that loses records fails, and its position stays', async () => {
  const lake = new Deployed({ unaccounted: '2' });
  await lake.land('vaccines');
  await expect(lake.hour('first')).rejects.toMatchObject({ code: 'Headwater.RunFailed' });
  const before = lake.sent.length;
  await expect(lake.hour('second')).rejects.toMatchObject({ code: 'Headwater.RunFailed' });
  expect(lake.sent.length).toBe(2 * before);
});

test.each([
  ['nobody', {}],
  ['an execution that doesn’t hold the lock', { AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID: 'execution:x' }],
])('a load that is started by %s does nothing', async (_who, input) => {
  const lake = new Deployed();
  await lake.land('vaccines');
  await expect(lake.byHand('vaccines', input)).rejects.toMatchObject({ code: 'Headwater.NoLock' });
  expect(lake.sent).toEqual([]);
});

describe('the sweep of a day', () => {
  const staged = (lake: Deployed): string[] => lake.sent.filter((each) => each.endsWith(': stage'));
  const swept = async (): Promise<Deployed> => {
    const lake = new Deployed();
    for (const object of ['2026/02/27/1.json', '2026/02/28/2.json', '2026/03/01/1.json'])
      await lake.land('vaccines', object);
    await lake.hour('noon');
    await lake.land('vaccines', '2026/03/01/3.json');
    lake.sent.length = 0;
    return lake;
  };

  it('loads what is new and reads no day again that is as it was loaded', async () => {
    const lake = await swept();
    await lake.hour('night', SWEEPING);
    expect(staged(lake)).toEqual(['vaccines: stage']);
    await lake.hour('next night', '2026-03-03T03:30:00Z');
    expect(staged(lake)).toHaveLength(1);
  });

  it('reads the days again on which something came late or is gone, once', async () => {
    const lake = await swept();
    await lake.land('vaccines', '2026/02/28/1.json');
    await lake.hour('night', SWEEPING);
    expect(lake.sent.filter((each) => each === 'vaccines: objects')).toHaveLength(1);
    expect(staged(lake)).toHaveLength(2);
    await lake.hour('next night', '2026-03-03T03:30:00Z');
    expect(staged(lake)).toHaveLength(2);
    await lake.bronze.delete('vaccines/2026/03/01/1.json');
    await lake.hour('third night', '2026-03-03T03:45:00Z');
    expect(staged(lake)).toHaveLength(3);
  });

  it('reads days again until they add up', async () => {
    const lake = await swept();
    await lake.bronze.delete('vaccines/2026/02/28/2.json');
    lake.found.missing = '1';
    await expect(lake.hour('night', SWEEPING)).rejects.toMatchObject({ code: 'Headwater.RunFailed' });
    lake.found.missing = '0';
    lake.sent.length = 0;
    for (const night of ['second', 'third']) await lake.hour(night, SWEEPING);
    expect(lake.sent.filter((each) => each === 'vaccines: objects')).toHaveLength(1);
  });
});

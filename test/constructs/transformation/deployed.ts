import { Executions } from '../../../conformance/deployed/executions';
import {
  StateError,
  type Execution,
  type Json,
  type Machine,
  type Watching,
} from '../../../conformance/deployed/interpreter';
import { StateServices } from '../../../conformance/deployed/state-services';
import type { Dataset } from '../../../core/contracts';
import type { ObjectStore } from '../../../core/ports';
import { orderedLoads, orderedModels } from '../../../core/plan';
import { icebergTables } from '../../../core/tables';
import { loadDefinition } from '../../../lib/constructs/transformation/load-definition';
import { lockOf } from '../../../lib/constructs/transformation/lock-states';
import { lookDefinition } from '../../../lib/constructs/transformation/look-definition';
import { maintenanceDefinition } from '../../../lib/constructs/transformation/maintenance-definition';
import { minutesDefinition } from '../../../lib/constructs/transformation/minutes-definition';
import { runDefinition } from '../../../lib/constructs/transformation/run-definition';

const shared = { workGroup: 'work-group', ledgerTable: 'ledger', bronzeBucket: 'bronze' };
const NOON = '2026-03-01T12:00:00Z';
export const SWEEPING = '2026-03-02T03:30:00Z';

/** The machines of a lake, by what is run. */
export type Machines = ReadonlyMap<string, Machine>;

/** @param inMinutes those of the datasets that are loaded in minutes */
export function machinesOf(datasets: readonly Dataset[], inMinutes: readonly Dataset[] = []): Machines {
  const models = orderedModels(datasets);
  const lake = { ...shared, inMinutes };
  const run = runDefinition({
    ...lake,
    sweepHour: 3,
    migration: 'migrate',
    publication: 'publish',
    loads: orderedLoads(datasets),
    machineOf: ({ name }) => name,
    models,
    settings: { smallCellThreshold: 11 },
  });
  return new Map<string, Machine>([
    ['run', run],
    ['maintenance', maintenanceDefinition({ ...lake, tables: icebergTables(datasets) })],
    [
      'look',
      lookDefinition({ ...shared, datasets: inMinutes, machineOf: ({ name }) => `minutes of ${name}` }),
    ],
    ...inMinutes.map(
      (dataset) =>
        [
          `minutes of ${dataset.name}`,
          minutesDefinition(dataset, { ...shared, models, machine: dataset.name }),
        ] as const,
    ),
    ...datasets.map(
      (dataset) =>
        [
          dataset.name,
          loadDefinition(dataset, {
            ...shared,
            ...(inMinutes.includes(dataset) && { lock: lockOf(dataset) }),
          }),
        ] as const,
    ),
  ]);
}

/** A lake whose statements find what they are told, with the states that sent them. */
export class Deployed {
  readonly sent: string[] = [];
  /** Minutes that records have waited, as it was told to the metric. */
  readonly told: Json[] = [];
  /** What happens while a statement runs, by its state. */
  readonly meanwhile = new Map<string, () => Promise<unknown>>();
  readonly state: StateServices;
  private time = NOON;
  private readonly executions: Executions;

  constructor(
    readonly machines: Machines,
    readonly bronze: ObjectStore,
    readonly found: Record<string, string> = {},
    watching: Watching = {},
  ) {
    this.state = new StateServices(bronze);
    const now = (): Date => new Date(this.time);
    this.executions = new Executions((arn) => this.machine(arn), this.perform, { now }, watching);
  }

  hour(name: string, time = NOON): Promise<Json> {
    this.time = time;
    return this.start('run', name);
  }

  /** @param time @default now */
  look(dataset: string, time = new Date().toISOString()): Promise<Json> {
    this.time = time;
    return this.start('look', `look at ${dataset}`, { dataset });
  }

  start(machine: string, name: string, input: Json = {}): Promise<Json> {
    return this.executions.start(this.machine(machine), name, input);
  }

  async land(name: string, object = '2026/03/01/1.json'): Promise<void> {
    await this.bronze.putIfAbsent(`${name}/${object}`, '{}\n');
  }

  /** A lock as another execution holds it. @param expires seconds from now */
  async lock(id: string, expires = 60): Promise<void> {
    const N = String(Math.floor(Date.now() / 1000) + expires);
    const Item = { collection: { S: 'locks' }, id: { S: id }, holder: { S: 'another' }, expires_at: { N } };
    await this.state.perform('dynamodb:putItem', { Item });
  }

  async unlock(id: string): Promise<void> {
    await this.state.perform('dynamodb:deleteItem', { Key: { collection: { S: 'locks' }, id: { S: id } } });
  }

  private machine(name: string): Machine {
    const machine = this.machines.get(name);
    if (!machine) throw new Error(`No machine ${name}.`);
    return machine;
  }

  private readonly perform: Execution['perform'] = async (resource, parameters, state) => {
    const service = resource.replace(/^.*:states:::/, '');
    const own = await this.state.perform(service, parameters);
    if (own !== undefined) return own;
    if (service === 'aws-sdk:athena:getQueryResults') return this.row();
    if (service === 'aws-sdk:cloudwatch:putMetricData') {
      this.told.push((parameters as { MetricData: { Value: Json }[] }).MetricData[0]?.Value ?? null);
      return {};
    }
    this.sent.push(state);
    await this.meanwhile.get(state)?.();
    if (this.found[state] !== undefined) throw new StateError('Athena.Failed', this.found[state]);
    return { QueryExecution: { QueryExecutionId: state } };
  };

  private row(): Json {
    const values = { landed: '1', unaccounted: '0', missing: '0', ...this.found };
    const data = (each: readonly string[]): Json => ({
      Data: each.map((VarCharValue) => ({ VarCharValue })),
    });
    return { ResultSet: { Rows: [data(Object.keys(values)), data(Object.values(values))] } };
  }
}

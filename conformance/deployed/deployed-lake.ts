import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dataset } from '../../core/contracts';
import { loadSqlParser } from '../../core/plan';
import { loadEnvironment } from '../../lib/config';
import type { Template } from 'aws-cdk-lib/assertions';
import { addLake } from '../../lib/stacks/lake';
import type { LocalLake } from '../../local/lake';
import { templatesBy, testApp } from '../../test/support/synth';
import { TrinoError } from '../trino/client';
import type { Trino } from '../trino/trino';
import { bronzeTables } from './bronze-tables';
import { runMachine, StateError, type Execution, type Json, type Machine } from './interpreter';
import { Services, type Sent } from './services';
import { machineAt, machineOf } from './template';

/** What an execution of a state machine came to. */
export interface Outcome {
  /** What it failed with, if it did. */
  readonly failure?: string;
  readonly sent: readonly Sent[];
}

/** The lake as prod deploys it, its tables on a Trino. */
export class DeployedLake {
  private constructor(
    private readonly lake: LocalLake,
    private readonly services: Services,
    private readonly transformation: Template,
  ) {}

  /**
   * Synthesizes prod with the datasets of a lake and makes what CloudFormation would.
   *
   * @param lake holds bronze, and the datasets
   * @param directory for what the functions remember
   */
  static async deploy(trino: Trino, lake: LocalLake, directory: string): Promise<DeployedLake> {
    const environment = loadEnvironment('prod');
    const { catalog, transformation } = await synthesized(lake.datasets);
    for (const schema of ['bronze', 'staging', 'silver', 'gold'])
      await trino.query(
        `CREATE SCHEMA IF NOT EXISTS iceberg.${schema} WITH (location = 'local:///tables/${schema}')`,
      );
    for (const { bronze } of lake.datasets)
      await mkdir(join(lake.layout.bronze, bronze), { recursive: true });
    for (const sql of bronzeTables(catalog)) await unlessThere(trino.query(sql));
    const services = new Services(trino, lake, join(directory, 'functions'), environment.smallCellThreshold);
    return new DeployedLake(lake, services, transformation);
  }

  /** The hourly run, or one for a window of days. */
  async run(input: Json): Promise<Outcome> {
    return this.execute('Transformation', input);
  }

  /** Files made large, snapshots ended. */
  async maintain(): Promise<Outcome> {
    return this.execute('Maintenance', {});
  }

  private async execute(machine: string, input: Json): Promise<Outcome> {
    const before = this.services.sent.length;
    const sent = (): readonly Sent[] => this.services.sent.slice(before);
    try {
      await this.start(machineOf(this.transformation, machine), `run-${randomUUID()}`, input);
      return { sent: sent() };
    } catch (error) {
      if (!(error instanceof StateError)) throw error;
      return { failure: `${error.code}: ${error.message}`, sent: sent() };
    }
  }

  private async start(machine: Machine, name: string, input: Json): Promise<Json> {
    const context = {
      Execution: { Name: name, Id: `execution:${name}`, StartTime: this.lake.clock.now().toISOString() },
    };
    return runMachine(machine, { input, context, perform: this.perform });
  }

  /** What a task calls: another machine, which it waits for, or a service. */
  private readonly perform: Execution['perform'] = async (resource, parameters, state) => {
    if (!resource.endsWith(':states:startExecution.sync:2'))
      return this.services.perform(resource, parameters, state);
    const { StateMachineArn: arn, Name: name, Input: input } = parameters as unknown as Started;
    try {
      return { Output: await this.start(machineAt(this.transformation, arn), `${arn}:${name}`, input) };
    } catch (error) {
      if (!(error instanceof StateError)) throw error;
      const cause = JSON.stringify({ Error: error.code, Cause: error.message });
      throw new StateError('States.TaskFailed', cause, { cause: error });
    }
  };
}

/** Arguments of starting a machine. */
interface Started {
  readonly StateMachineArn: string;
  readonly Name: string;
  readonly Input: Json;
}

async function synthesized(
  datasets: readonly Dataset[],
): Promise<{ readonly catalog: Template; readonly transformation: Template }> {
  await loadSqlParser();
  const app = testApp();
  const { catalog, transformation } = addLake(app, { environment: loadEnvironment('prod'), datasets });
  return templatesBy({ catalog, transformation }, app);
}

async function unlessThere(created: Promise<unknown>): Promise<void> {
  try {
    await created;
  } catch (error) {
    if (!(error instanceof TrinoError) || error.code !== 'TABLE_ALREADY_EXISTS') throw error;
  }
}

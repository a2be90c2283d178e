import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
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
import { Executions } from './executions';
import { StateError, type Json } from './interpreter';
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
  /** Whether runs may come beside each other, so that what fails for it is tried again. */
  isBeside = false;

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

  /** A run of a dataset that asks for minutes. */
  async minutes({ name }: Pick<Dataset, 'name'>): Promise<Outcome> {
    return this.execute(`Minutes${name.replaceAll('_', '')}`, {});
  }

  private async execute(machine: string, input: Json): Promise<Outcome> {
    const before = this.services.sent.length;
    const sent = (): readonly Sent[] => this.services.sent.slice(before);
    const executions = new Executions(
      (arn) => machineAt(this.transformation, arn),
      this.services.perform,
      this.lake.clock,
      this.isBeside ? { wait } : {},
    );
    try {
      await executions.start(machineOf(this.transformation, machine), `run-${randomUUID()}`, input);
      return { sent: sent() };
    } catch (error) {
      if (!(error instanceof StateError)) throw error;
      return { failure: `${error.code}: ${error.message}`, sent: sent() };
    }
  }
}

/** Step Functions waits for up to a minute. */
const wait = (): Promise<void> => setTimeout(500);

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

import { App } from 'aws-cdk-lib';
import { loadSqlParser } from '../core/plan/sql-parser';
import { datasets } from '../datasets';
import { ConfigurationError, type Environment } from '../lib/config';
import { addChecks } from '../lib/nag';
import { addLake } from '../lib/stacks/lake';

/**
 * Synthesizes the lake of an environment for the CDK CLI, with every check.
 * A wrong environment ends with its message alone and exit code 1.
 */
export async function synthesize(environmentOf: (app: App) => Environment): Promise<void> {
  try {
    const app = new App();
    const environment = environmentOf(app);
    await loadSqlParser();
    addLake(app, { environment, datasets });
    addChecks(app);
    app.synth();
  } catch (error) {
    console.error(error instanceof ConfigurationError ? error.message : error);
    process.exitCode = 1;
  }
}

import { App } from 'aws-cdk-lib';
import { datasets } from '../datasets';
import { ConfigurationError, loadEnvironment } from '../lib/config';
import { addChecks } from '../lib/nag';
import { loadSqlParser } from '../core/plan/sql-parser';
import { addLake } from '../lib/stacks/lake';

async function main(): Promise<void> {
  const app = new App();
  const environment = loadEnvironment(app.node.tryGetContext('env'), {
    account: process.env.CDK_DEFAULT_ACCOUNT,
    region: process.env.CDK_DEFAULT_REGION,
  });
  await loadSqlParser();
  addLake(app, { environment, datasets });
  addChecks(app);
  app.synth();
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigurationError ? error.message : error);
  process.exitCode = 1;
});

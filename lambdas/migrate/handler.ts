import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GlueClient } from '@aws-sdk/client-glue';
import {
  GetDataLakeSettingsCommand,
  LakeFormationClient,
  PutDataLakeSettingsCommand,
  type DataLakeSettings,
} from '@aws-sdk/client-lakeformation';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Logger } from '@aws-lambda-powertools/logger';
import { Tracer } from '@aws-lambda-powertools/tracer';
import type { LakeSettingsPort } from '../../lib/governance/lake-settings';
import { datasets } from '../../datasets';
import { MIGRATE_ENV } from '../../lib/environment-names';
import { DynamoDbLedger } from '../aws/dynamodb-ledger';
import { S3ObjectStore } from '../aws/s3-object-store';
import { readEnvironment } from '../environment';
import { once } from '../once';
import { systemClock } from '../ports';
import { answer, isFromCloudFormation } from './cloudformation';
import { GlueCatalog } from './glue-catalog';
import { migrate, type MigrateDeps, type MigrationReport } from './migrate';

const logger = new Logger({ serviceName: 'migrate' });

const dependencies = once((): MigrateDeps => {
  const tracer = new Tracer({ serviceName: 'migrate' });
  const environment = readEnvironment(MIGRATE_ENV);
  const lakeFormation = tracer.captureAWSv3Client(new LakeFormationClient({}));
  const dynamo = tracer.captureAWSv3Client(new DynamoDBClient({}));
  const buckets = {
    bronze: environment.bronzeBucket,
    staging: environment.silverBucket,
    silver: environment.silverBucket,
    gold: environment.goldBucket,
  };
  return {
    catalog: new GlueCatalog(tracer.captureAWSv3Client(new GlueClient({})), lakeFormation),
    settings: settingsOf(lakeFormation),
    bronze: new S3ObjectStore(tracer.captureAWSv3Client(new S3Client({})), environment.bronzeBucket),
    ledger: new DynamoDbLedger(DynamoDBDocumentClient.from(dynamo), environment.ledgerTable),
    clock: systemClock,
    locationOf: ({ database, name }) => `s3://${buckets[database]}/${database}/${name}`,
    log: (message, action) => logger.info(message, { action }),
  };
});

/** Called by the state machine before every run, and by CloudFormation when contracts have changed. */
export async function handler(event: unknown): Promise<MigrationReport | undefined> {
  if (!isFromCloudFormation(event)) return migrate(datasets, dependencies());
  await answer(event, () => migrate(datasets, dependencies()));
  return undefined;
}

function settingsOf(client: LakeFormationClient): LakeSettingsPort<DataLakeSettings> {
  return {
    getSettings: async () => (await client.send(new GetDataLakeSettingsCommand({}))).DataLakeSettings ?? {},
    putSettings: async (settings) =>
      void (await client.send(new PutDataLakeSettingsCommand({ DataLakeSettings: settings }))),
  };
}

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GlueClient } from '@aws-sdk/client-glue';
import { LakeFormationClient } from '@aws-sdk/client-lakeformation';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Logger } from '@aws-lambda-powertools/logger';
import { Tracer } from '@aws-lambda-powertools/tracer';
import { datasets } from '../../datasets';
import { CUSTOM_RESOURCES, MIGRATE_ENV } from '../../core/environment-names';
import { discreetClient } from '../aws/discreet-client';
import { DynamoDbLedger } from '../aws/dynamodb-ledger';
import { S3ObjectStore } from '../aws/s3-object-store';
import { discreetly } from '../discreet';
import { readEnvironment } from '../environment';
import { once } from '../../core/once';
import { systemClock } from '../../core/ports';
import { answer, isFromCloudFormation } from './cloudformation';
import { closeLake } from './close';
import { GlueCatalog } from './glue-catalog';
import { LakeFormationPermissions, settingsOf } from './lake-formation';
import { migrate, type MigrateDeps, type MigrationReport } from './migrate';

const logger = new Logger({ serviceName: 'migrate' });

const dependencies = once((): MigrateDeps => {
  const tracer = new Tracer({ serviceName: 'migrate' });
  const environment = readEnvironment(MIGRATE_ENV);
  const lakeFormation = tracer.captureAWSv3Client(discreetClient(new LakeFormationClient({})));
  const dynamo = tracer.captureAWSv3Client(discreetClient(new DynamoDBClient({})));
  const buckets = {
    bronze: environment.bronzeBucket,
    staging: environment.silverBucket,
    silver: environment.silverBucket,
    gold: environment.goldBucket,
  };
  const s3 = tracer.captureAWSv3Client(discreetClient(new S3Client({})));
  const glue = tracer.captureAWSv3Client(discreetClient(new GlueClient({})));
  return {
    catalog: new GlueCatalog(glue, lakeFormation, (location) => textAt(s3, location)),
    settings: settingsOf(lakeFormation),
    permissions: new LakeFormationPermissions(lakeFormation),
    catalogId: environment.catalogId,
    bronze: new S3ObjectStore(s3, environment.bronzeBucket),
    ledger: new DynamoDbLedger(DynamoDBDocumentClient.from(dynamo), environment.ledgerTable),
    clock: systemClock,
    locationOf: ({ database, name }) => `s3://${buckets[database]}/${database}/${name}`,
    log: (message, action) => logger.info(message, { action }),
  };
});

/**
 * Called by the state machine before every run, and by CloudFormation: to close the catalog before databases
 * exist, and to migrate when contracts have changed.
 */
export const handler = discreetly(async (event: unknown): Promise<MigrationReport | undefined> => {
  if (!isFromCloudFormation(event)) return migrate(datasets, dependencies());
  const closesOnly = event.ResourceType === CUSTOM_RESOURCES.closedCatalog;
  await answer(event, () => (closesOnly ? closeLake(dependencies()) : migrate(datasets, dependencies())));
  return undefined;
});

async function textAt(s3: S3Client, location: string): Promise<string | undefined> {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(location) ?? [];
  if (bucket === undefined || key === undefined) return undefined;
  return (await new S3ObjectStore(s3, bucket).get(key))?.toString('utf8');
}

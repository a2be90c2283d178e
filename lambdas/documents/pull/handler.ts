import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';
import { z } from 'zod';
import { DynamoDbLedger } from '../../aws/dynamodb-ledger';
import { S3ObjectStore } from '../../aws/s3-object-store';
import { once } from '../../once';
import { systemClock } from '../../ports';
import { pullEnvironment, readDocumentsEnvironment } from '../environment';
import { HostKeyChangedError } from '../errors';
import { nameOf } from '../textract/textract-errors';
import { connectSftp } from './connect-sftp';
import type { SftpCredentials } from './document-source';
import { pullDocuments } from './pull-documents';
import { countByReason, type PullReport } from './pull-report';

/** What is left of the function's time to record what was taken. Milliseconds. */
const RESERVE_MS = 60_000;

const logger = new Logger({ serviceName: 'documents-pull' });
const metrics = new Metrics({ namespace: 'Headwater', serviceName: 'documents' });

const dependencies = once(() => {
  const { bronzeBucket, ledgerTable, sources } = readDocumentsEnvironment(pullEnvironment);
  return {
    sources,
    secrets: new SecretsManagerClient({}),
    bronze: new S3ObjectStore(new S3Client({}), bronzeBucket),
    ledger: new DynamoDbLedger(DynamoDBDocumentClient.from(new DynamoDBClient({})), ledgerTable),
  };
});

/** What a secret holds: a private key (with its passphrase, if any) or a password. */
const secretSchema = z
  .object({ privateKey: z.string(), passphrase: z.string(), password: z.string() })
  .partial()
  .refine(({ privateKey, password }) => privateKey ?? password, 'neither privateKey nor password');

/**
 * One hourly pass over every source. A source that fails doesn't keep the others from their pass.
 *
 * @throws AggregateError when a source failed altogether: the invocation counts as an error, and is alarmed
 */
export async function handler(_event: unknown, context: Context): Promise<void> {
  const { sources, secrets, bronze, ledger } = dependencies();
  const deadline = new Date(Date.now() + context.getRemainingTimeInMillis() - RESERVE_MS);
  const failed: Error[] = [];
  for (const { secretArn, ...source } of sources) {
    try {
      const credentials = await readSecret(secrets, secretArn);
      const connect = (): ReturnType<typeof connectSftp> => connectSftp(source, credentials);
      tell(await pullDocuments(source, { connect, bronze, ledger, clock: systemClock, deadline }));
    } catch (error) {
      const changed = error instanceof HostKeyChangedError;
      metrics.addMetric(changed ? 'HostKeyChanged' : 'SourceFailed', MetricUnit.Count, 1);
      // Fingerprints are no secret, and without them nobody can tell a new key from an impostor.
      const detail = changed ? error.message : nameOf(error);
      logger.error('A source could not be pulled', { source: source.name, detail });
      failed.push(new Error(`${source.name}: ${detail}`));
    }
  }
  metrics.publishStoredMetrics();
  if (failed.length > 0)
    throw new AggregateError(failed, `${failed.length} of ${sources.length} sources failed`);
}

async function readSecret(secrets: SecretsManagerClient, secretArn: string): Promise<SftpCredentials> {
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: secretArn }));
  const { privateKey, passphrase, password } = secretSchema.parse(JSON.parse(SecretString ?? '{}'));
  return {
    ...(privateKey !== undefined && { privateKey }),
    ...(passphrase !== undefined && { passphrase }),
    ...(password !== undefined && { password }),
  };
}

/** Numbers and reasons; a path may name a patient. */
function tell(report: PullReport): void {
  const { failures, unfinished, documentIds, ...numbers } = report;
  const reasons = { failures: countByReason(failures), unfinished: countByReason(unfinished) };
  logger.info('A source was pulled', { ...numbers, ...reasons, documents: documentIds.length });
  metrics.addMetric('FilesTaken', MetricUnit.Count, report.taken);
  metrics.addMetric('FilesLeft', MetricUnit.Count, report.left);
  metrics.addMetric('FilesFailed', MetricUnit.Count, failures.length);
  metrics.addMetric('FilesUnfinished', MetricUnit.Count, unfinished.length);
}

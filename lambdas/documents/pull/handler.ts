import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';
import { discreetClient } from '../../aws/discreet-client';
import { DynamoDbLedger } from '../../aws/dynamodb-ledger';
import { S3ObjectStore } from '../../aws/s3-object-store';
import { SecretsManagerSecrets } from '../../aws/secrets-manager';
import { discreetly } from '../../discreet';
import { once } from '../../../core/once';
import { secretField } from '../../../core/sources';
import { systemClock } from '../../../core/ports';
import { pullEnvironment, readDocumentsEnvironment } from '../environment';
import { HostKeyChangedError, SourcesFailedError } from '../errors';
import { nameOf } from '../../../core/errors';
import { connectSftp } from './connect-sftp';
import type { SftpCredentials } from './document-source';
import { pullDocuments } from './pull-documents';
import { pullInTurn } from './pull-in-turn';
import { countByReason, type PullReport } from './pull-report';
import { METRICS } from '../../../core/environment-names';
import { DOCUMENT_METRICS } from '../names';

/** What is left of the function's time to record what was taken. Milliseconds. */
const RESERVE_MS = 60_000;

const logger = new Logger({ serviceName: 'documents-pull' });
const metrics = new Metrics({ namespace: METRICS.namespace, serviceName: 'documents' });

const dependencies = once(() => {
  const { bronzeBucket, ledgerTable, sources } = readDocumentsEnvironment(pullEnvironment);
  return {
    sources,
    secrets: new SecretsManagerSecrets(discreetClient(new SecretsManagerClient({}))),
    bronze: new S3ObjectStore(discreetClient(new S3Client({})), bronzeBucket),
    ledger: new DynamoDbLedger(
      DynamoDBDocumentClient.from(discreetClient(new DynamoDBClient({}))),
      ledgerTable,
    ),
  };
});

/**
 * One hourly pass over every source. A source that fails, or has more than there is time for, doesn't keep the
 * others from their pass.
 *
 * @throws SourcesFailedError when a source failed altogether: the invocation counts as an error, and is alarmed
 */
export const handler = discreetly(async (_event: unknown, context: Context): Promise<void> => {
  const { sources, secrets, bronze, ledger } = dependencies();
  const deadline = new Date(systemClock.now().getTime() + context.getRemainingTimeInMillis() - RESERVE_MS);
  const failed: string[] = [];
  let halfListed = 0;
  const notReached = await pullInTurn(sources, { clock: systemClock, deadline }, async (one, until) => {
    const { secretArn, ...source } = one;
    try {
      const credentials = loginOf(await secrets.read(secretArn), source.name);
      const connect = (): ReturnType<typeof connectSftp> => connectSftp(source, credentials);
      const report = await pullDocuments(source, {
        connect,
        bronze,
        ledger,
        clock: systemClock,
        deadline: until,
      });
      tell(report);
      if (!report.reached) halfListed += 1;
    } catch (error) {
      const changed = error instanceof HostKeyChangedError;
      metrics.addMetric(
        changed ? DOCUMENT_METRICS.hostKeyChanged : DOCUMENT_METRICS.sourceFailed,
        MetricUnit.Count,
        1,
      );
      // Fingerprints are no secret, and without them nobody can tell a new key from an impostor.
      const detail = changed ? error.message : nameOf(error);
      logger.error('A source could not be pulled', { source: source.name, detail });
      failed.push(`${source.name}: ${detail}`);
    }
  });
  for (const { name } of notReached) logger.warn('No time was left for a source', { source: name });
  metrics.addMetric(DOCUMENT_METRICS.sourcesNotReached, MetricUnit.Count, notReached.length + halfListed);
  metrics.publishStoredMetrics();
  if (failed.length > 0) throw new SourcesFailedError(failed, sources.length);
});

/** @throws SecretMissingError when there is neither a key nor a password */
function loginOf(secret: Readonly<Record<string, string>>, source: string): SftpCredentials {
  return secret.privateKey === undefined ? { password: secretField(secret, 'password', source) } : secret;
}

/** Numbers and reasons; a path may name a patient. */
function tell(report: PullReport): void {
  const { failures, unfinished, documentIds, ...numbers } = report;
  const reasons = { failures: countByReason(failures), unfinished: countByReason(unfinished) };
  logger.info('A source was pulled', { ...numbers, ...reasons, documents: documentIds.length });
  metrics.addMetric(DOCUMENT_METRICS.filesTaken, MetricUnit.Count, report.taken);
  metrics.addMetric(DOCUMENT_METRICS.filesLeft, MetricUnit.Count, report.left);
  metrics.addMetric(DOCUMENT_METRICS.filesFailed, MetricUnit.Count, failures.length);
  metrics.addMetric(DOCUMENT_METRICS.filesUnfinished, MetricUnit.Count, unfinished.length);
}

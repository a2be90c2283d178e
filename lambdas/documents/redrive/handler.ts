import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { discreetClient } from '../../aws/discreet-client';
import { DynamoDbLedger } from '../../aws/dynamodb-ledger';
import { S3ObjectStore } from '../../aws/s3-object-store';
import { discreetly } from '../../discreet';
import { once } from '../../../core/once';
import { systemClock } from '../../../core/ports';
import { DocumentLedger } from '../document-ledger';
import { DocumentStore } from '../document-store';
import { readDocumentsEnvironment, redriveEnvironment } from '../environment';
import { redrive, type RedriveOnAws } from './redrive';
import { parseRedriveRequest, type RedriveReport, type RedriveRequest } from './redrive-report';
import { METRICS } from '../../../core/environment-names';
import { DOCUMENT_METRICS } from '../names';

/** A call answers after about this time, however many documents there are; the caller asks for the rest. */
const CALL_MS = 60_000;
/** So that an answer stays well below the 6 MB that Lambda takes of it. */
const MOST_PER_CALL = 5_000;

const logger = new Logger({ serviceName: 'documents-redrive' });
const metrics = new Metrics({ namespace: METRICS.namespace, serviceName: 'documents' });

const dependencies = once((): RedriveOnAws => {
  const environment = readDocumentsEnvironment(redriveEnvironment);
  const dynamo = DynamoDBDocumentClient.from(discreetClient(new DynamoDBClient({})));
  const ledger = new DynamoDbLedger(dynamo, environment.ledgerTable);
  const bronze = new S3ObjectStore(discreetClient(new S3Client({})), environment.bronzeBucket);
  return {
    documents: new DocumentLedger(ledger, systemClock),
    store: new DocumentStore(bronze),
    clock: systemClock,
    sqs: discreetClient(new SQSClient({})),
    start: {
      name: 'documents-start',
      deadLettersUrl: environment.startDeadLettersUrl,
      queueUrl: environment.startQueueUrl,
    },
    collect: {
      name: 'documents-collect',
      deadLettersUrl: environment.collectDeadLettersUrl,
      queueUrl: environment.collectQueueUrl,
    },
  };
});

/**
 * Redrives documents when somebody asks for it: people may not touch the objects, this function may.
 *
 * @param event - a {@link RedriveRequest}; none or `{}` for everything
 * @throws RedriveRequestError when it is something else
 */
export const handler = discreetly(async (event: unknown): Promise<RedriveReport> => {
  const deps = dependencies();
  const request = parseRedriveRequest(event);
  const deadline = new Date(systemClock.now().getTime() + CALL_MS);
  try {
    const report = await redrive(request, { ...deps, deadline, limit: MOST_PER_CALL });
    tell(request, report);
    return report;
  } finally {
    metrics.publishStoredMetrics();
  }
});

/** Hashes, states and counts; nothing of a document's content or name. */
function tell({ dryRun = false }: RedriveRequest, report: RedriveReport): void {
  const { documents, refused, troubled, queues, next } = report;
  for (const { document_id, state, attempt, action } of dryRun ? [] : documents)
    logger.info('A document is redriven', { document_id, state, attempt, action });
  for (const document of troubled) logger.warn('A document could not be redriven', document);
  logger.info('Redriven', {
    dryRun,
    documents: documents.length,
    refused: refused.length,
    troubled: troubled.length,
    queues,
    isAll: next === null,
  });
  if (!dryRun) metrics.addMetric(DOCUMENT_METRICS.documentsRedriven, MetricUnit.Count, documents.length);
}

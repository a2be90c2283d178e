import { SQSClient } from '@aws-sdk/client-sqs';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { discreetClient } from '../../aws/discreet-client';
import { discreetly } from '../../discreet';
import { once } from '../../../core/once';
import { readDocumentsEnvironment, startEnvironment } from '../environment';
import { handleBatch, loggable } from '../../aws/sqs-batch';
import { awsReading } from '../textract/aws-reading';
import { parseStartMessage } from './start-message';
import { startReading, type StartOutcome } from './start-reading';
import { METRICS } from '../../../core/environment-names';
import { DOCUMENT_METRICS } from '../names';

const logger = new Logger({ serviceName: 'documents-start' });
const metrics = new Metrics({ namespace: METRICS.namespace, serviceName: 'documents' });

const metricOf: Readonly<Record<StartOutcome, string>> = {
  started: DOCUMENT_METRICS.documentsStarted,
  rejected: DOCUMENT_METRICS.documentsRejected,
  failed: DOCUMENT_METRICS.documentsFailed,
  'done before': DOCUMENT_METRICS.documentsRepeated,
};

const dependencies = once(() => {
  const environment = readDocumentsEnvironment(startEnvironment);
  return {
    ...awsReading(environment),
    sqs: discreetClient(new SQSClient({})),
    queueUrl: environment.startQueueUrl,
  };
});

/** Documents that have arrived, to be read. */
export const handler = discreetly(async (event: SQSEvent): Promise<SQSBatchResponse> => {
  const { sqs, queueUrl, ...deps } = dependencies();
  try {
    return await handleBatch(event, {
      sqs,
      queueUrl,
      handle: async ({ body }) => {
        const documentId = parseStartMessage(body);
        if (documentId === undefined) return;
        metrics.addMetric(metricOf[await startReading(documentId, deps)], MetricUnit.Count, 1);
      },
      onError: (error, record) => logger.warn('A document goes back to the queue', loggable(error, record)),
    });
  } finally {
    metrics.publishStoredMetrics();
  }
});

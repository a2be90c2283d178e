import { SQSClient } from '@aws-sdk/client-sqs';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { once } from '../../once';
import { endDocument } from '../document-files';
import { readDocumentsEnvironment, startEnvironment } from '../environment';
import { handleBatch, loggable } from '../sqs-batch';
import { isBusy, nameOf } from '../textract/textract-errors';
import { awsReading } from '../textract/aws-reading';
import { parseStartMessage } from './start-message';
import { startReading, type StartOutcome } from './start-reading';

/** After so many receives, an error that isn't a lack of room isn't going to pass. */
const MAX_ATTEMPTS = 5;

const logger = new Logger({ serviceName: 'documents-start' });
const metrics = new Metrics({ namespace: 'Headwater', serviceName: 'documents' });

const metricOf: Readonly<Record<StartOutcome, string>> = {
  started: 'DocumentsStarted',
  rejected: 'DocumentsRejected',
  failed: 'DocumentsFailed',
  'done before': 'DocumentsRepeated',
};

const dependencies = once(() => {
  const environment = readDocumentsEnvironment(startEnvironment);
  return { ...awsReading(environment), sqs: new SQSClient({}), queueUrl: environment.startQueueUrl };
});

/** Documents that have arrived, to be read. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const { sqs, queueUrl, ...deps } = dependencies();
  try {
    return await handleBatch(event, {
      sqs,
      queueUrl,
      handle: async ({ body }, receives) => {
        const documentId = parseStartMessage(body);
        if (documentId === undefined) return;
        try {
          metrics.addMetric(metricOf[await startReading(documentId, deps)], MetricUnit.Count, 1);
        } catch (error) {
          if (isBusy(error) || receives < MAX_ATTEMPTS) throw error;
          const explanation = `Reading it could not be started in ${MAX_ATTEMPTS} attempts.`;
          await endDocument(deps, documentId, 'failed', nameOf(error), explanation);
          metrics.addMetric(metricOf.failed, MetricUnit.Count, 1);
        }
      },
      onError: (error, record) => logger.warn('A document goes back to the queue', loggable(error, record)),
    });
  } finally {
    metrics.publishStoredMetrics();
  }
}

import { SQSClient } from '@aws-sdk/client-sqs';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { discreetClient } from '../../aws/discreet-client';
import { discreetly } from '../../discreet';
import { once } from '../../../core/once';
import { collectEnvironment, readDocumentsEnvironment } from '../environment';
import { handleBatch, loggable } from '../../aws/sqs-batch';
import { awsReading } from '../textract/aws-reading';
import { parseCollectMessage } from './collect-message';
import { type CollectOutcome, collectReading } from './collect-reading';
import { METRICS } from '../../../core/environment-names';
import { DOCUMENT_METRICS } from '../names';

const logger = new Logger({ serviceName: 'documents-collect' });
const metrics = new Metrics({ namespace: METRICS.namespace, serviceName: 'documents' });

const metricOf: Readonly<Record<CollectOutcome, string>> = {
  read: DOCUMENT_METRICS.documentsRead,
  'read in part': DOCUMENT_METRICS.documentsReadInPart,
  failed: DOCUMENT_METRICS.documentsFailed,
  'done before': DOCUMENT_METRICS.documentsRepeated,
};

const dependencies = once(() => {
  const environment = readDocumentsEnvironment(collectEnvironment);
  return {
    ...awsReading(environment),
    sqs: discreetClient(new SQSClient({})),
    queueUrl: environment.collectQueueUrl,
  };
});

/** Documents that Textract is done with. A message that is received too often becomes a dead letter. */
export const handler = discreetly(async (event: SQSEvent): Promise<SQSBatchResponse> => {
  const { sqs, queueUrl, ...deps } = dependencies();
  try {
    return await handleBatch(event, {
      sqs,
      queueUrl,
      handle: async ({ body }) => {
        const outcome = await collectReading(parseCollectMessage(body), deps);
        metrics.addMetric(metricOf[outcome], MetricUnit.Count, 1);
      },
      onError: (error, record) => logger.warn('A result goes back to the queue', loggable(error, record)),
    });
  } finally {
    metrics.publishStoredMetrics();
  }
});

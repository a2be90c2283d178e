import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { METRICS } from '../../core/environment-names';
import { once } from '../../core/once';
import { datasets } from '../../datasets';
import { handleBatch, loggable } from '../aws/sqs-batch';
import { discreetly } from '../discreet';
import { openInbox } from '../inbox/open-inbox';
import { datasetOf } from './dataset-of';
import { FRAMES_METRICS } from './names';
import { framesSettings } from './settings';
import { takeUpload, uploadSchema } from './take-upload';

const logger = new Logger({ serviceName: 'frames' });
const metrics = new Metrics({ namespace: METRICS.namespace, serviceName: 'frames' });

const dependencies = once(() => {
  const { settings, inbox: uploads, ...others } = openInbox();
  const parsed = framesSettings.parse(settings);
  return { dataset: datasetOf(parsed, datasets), limits: parsed, uploads, ...others };
});

/** Looks at every upload that S3 has told of. What fails comes back, and after that is a dead letter. */
export const handler = discreetly(async (event: SQSEvent): Promise<SQSBatchResponse> => {
  const deps = dependencies();
  try {
    return await handleBatch(event, {
      sqs: deps.sqs,
      queueUrl: deps.queueUrl,
      onError: (error, record) => logger.warn('A frame goes back to the queue', loggable(error, record)),
      handle: async ({ body }) => {
        const taken = await takeUpload(uploadSchema.parse(JSON.parse(body)), deps);
        const metric =
          taken?.problem !== undefined || taken === undefined
            ? FRAMES_METRICS.framesRefused
            : taken.isNew
              ? FRAMES_METRICS.framesTaken
              : FRAMES_METRICS.framesKnown;
        metrics.addMetric(metric, MetricUnit.Count, 1);
      },
    });
  } finally {
    metrics.publishStoredMetrics();
  }
});

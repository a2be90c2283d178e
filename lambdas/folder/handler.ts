import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { z } from 'zod';
import { METRICS } from '../../core/environment-names';
import { once } from '../../core/once';
import { systemClock } from '../../core/ports';
import { datasets } from '../../datasets';
import { handleBatch, loggable } from '../aws/sqs-batch';
import { discreetly } from '../discreet';
import { openInbox } from '../inbox/open-inbox';
import { FOLDER_METRICS } from './names';
import { formatOf } from './read-records';
import { datasetOf } from './dataset-of';
import { folderSettings } from './settings';
import { takeFile } from './take-file';

const logger = new Logger({ serviceName: 'folder' });
const metrics = new Metrics({ namespace: METRICS.namespace, serviceName: 'folder' });

const dependencies = once(() => {
  const { settings, ...inbox } = openInbox();
  const parsed = folderSettings.parse(settings);
  return { ...parsed, dataset: datasetOf(parsed, datasets), ...inbox, clock: systemClock };
});

/** What EventBridge tells of an object. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
const eventSchema = z.object({ detail: z.object({ object: z.object({ key: z.string() }) }) });

/** Takes every object that S3 has told of. What fails comes back, and after that is a dead letter. */
export const handler = discreetly(async (event: SQSEvent): Promise<SQSBatchResponse> => {
  const deps = dependencies();
  try {
    return await handleBatch(event, {
      sqs: deps.sqs,
      queueUrl: deps.queueUrl,
      onError: (error, record) => logger.warn('A file goes back to the queue', loggable(error, record)),
      handle: async ({ body }) => {
        const { key } = eventSchema.parse(JSON.parse(body)).detail.object;
        const format = deps.format ?? formatOf(key);
        if (format === undefined) return;
        const taken = await takeFile({ format, open: () => deps.inbox.getStream(key) }, deps);
        metrics.addMetric(
          taken.isNew ? FOLDER_METRICS.filesTaken : FOLDER_METRICS.filesKnown,
          MetricUnit.Count,
          1,
        );
        metrics.addMetric(FOLDER_METRICS.recordsTaken, MetricUnit.Count, taken.records);
      },
    });
  } finally {
    metrics.publishStoredMetrics();
  }
});

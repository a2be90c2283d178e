import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { METRICS } from '../../core/environment-names';
import { once } from '../../core/once';
import { systemClock } from '../../core/ports';
import { datasets } from '../../datasets';
import { discreetClient } from '../aws/discreet-client';
import { DynamoDbLedger } from '../aws/dynamodb-ledger';
import { S3ObjectStore } from '../aws/s3-object-store';
import { discreetly } from '../discreet';
import { readEnvironment } from '../environment';
import { batchesOf } from '../landing/kinesis-event';
import { landChanges, type ChangesLanding } from './land-changes';
import { CDC_ENV, CDC_METRICS } from './names';
import { cdcSettings } from './settings';
import { tablesOf } from './tables-of';

const logger = new Logger({ serviceName: 'cdc' });
const metrics = new Metrics({ namespace: METRICS.namespace, serviceName: 'cdc' });

const landing = once((): ChangesLanding => {
  const { bronzeBucket, ledgerTable, source, settings } = readEnvironment(CDC_ENV);
  return {
    source,
    tables: tablesOf(cdcSettings.parse(JSON.parse(settings)), datasets),
    bronze: new S3ObjectStore(discreetClient(new S3Client({})), bronzeBucket),
    ledger: new DynamoDbLedger(
      DynamoDBDocumentClient.from(discreetClient(new DynamoDBClient({}))),
      ledgerTable,
    ),
    clock: systemClock,
  };
});

/** Changes that DMS put on the stream. What fails is handed over again as a whole, and nothing of it is landed twice. */
export const handler = discreetly(async (event: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> => {
  try {
    for (const batch of batchesOf(event)) {
      const report = await landChanges(batch, landing());
      metrics.addMetric(CDC_METRICS.recordsLanded, MetricUnit.Count, report.landed);
      metrics.addMetric(CDC_METRICS.messagesForeign, MetricUnit.Count, report.foreign);
      metrics.addMetric(CDC_METRICS.tablesEmptied, MetricUnit.Count, report.truncated);
      if (report.truncated > 0 || report.unknownColumns.length > 0)
        logger.warn('A table has changed', { ...report });
    }
    return { batchItemFailures: [] };
  } finally {
    metrics.publishStoredMetrics();
  }
});

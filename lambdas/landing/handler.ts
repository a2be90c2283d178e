import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { Tracer } from '@aws-lambda-powertools/tracer';
import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { datasets } from '../../datasets';
import { BronzeWriter, routesOf, type ArrivedBatch } from '../../core/bronze';
import { LANDING_ENV, METRICS } from '../../core/environment-names';
import { discreetClient } from '../aws/discreet-client';
import { DynamoDbLedger } from '../aws/dynamodb-ledger';
import { S3ObjectStore } from '../aws/s3-object-store';
import { discreetly, loggable } from '../discreet';
import { readEnvironment } from '../environment';
import { once } from '../../core/once';
import { batchesOf } from './kinesis-event';
import { unpacked } from './unpack';

const logger = new Logger({ serviceName: 'landing' });
const metrics = new Metrics({ namespace: METRICS.namespace, serviceName: 'landing' });

const writer = once((): BronzeWriter => {
  const tracer = new Tracer({ serviceName: 'landing' });
  const { bronzeBucket, ledgerTable, defaultDataset } = readEnvironment(LANDING_ENV);
  const dynamo = tracer.captureAWSv3Client(discreetClient(new DynamoDBClient({})));
  return new BronzeWriter({
    bronze: new S3ObjectStore(tracer.captureAWSv3Client(discreetClient(new S3Client({}))), bronzeBucket),
    ledger: new DynamoDbLedger(DynamoDBDocumentClient.from(dynamo), ledgerTable),
    routes: routesOf(datasets, defaultDataset),
  });
});

/** Batches of the stream. A failed record is reported, and Lambda hands over all from there on again. */
export const handler = discreetly(async (event: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> => {
  try {
    for (const batch of piecesOf(event)) {
      const { landed, failedFrom } = await writer().write(batch);
      metrics.addMetric('RecordsLanded', MetricUnit.Count, landed);
      if (failedFrom) {
        logger.error('A part of the batch is not landed and will be tried again', loggable(failedFrom.cause));
        return { batchItemFailures: [{ itemIdentifier: failedFrom.sequenceNumber }] };
      }
    }
    return { batchItemFailures: [] };
  } finally {
    metrics.publishStoredMetrics();
  }
});

function* piecesOf(event: KinesisStreamEvent): Generator<ArrivedBatch> {
  for (const batch of batchesOf(event)) yield* unpacked(batch);
}

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { METRICS } from '../../core/environment-names';
import { once } from '../../core/once';
import { datasets } from '../../datasets';
import { discreetClient } from '../aws/discreet-client';
import { DynamoDbLedger } from '../aws/dynamodb-ledger';
import { S3ObjectStore } from '../aws/s3-object-store';
import { discreetly, loggable } from '../discreet';
import { readEnvironment } from '../environment';
import { batchesOf } from '../landing/kinesis-event';
import { landRuleRecords, type RuleLanding } from './land-rule-records';
import { readingsOf } from './message-events';
import { MQTT_ENV, MQTT_METRICS } from './names';
import { mqttSettings } from './settings';

const logger = new Logger({ serviceName: 'mqtt' });
const metrics = new Metrics({ namespace: METRICS.namespace, serviceName: 'mqtt' });

const landing = once((): RuleLanding => {
  const { bronzeBucket, ledgerTable, source, settings } = readEnvironment(MQTT_ENV);
  return {
    source,
    datasets,
    readings: readingsOf(mqttSettings.parse(JSON.parse(settings)), datasets),
    bronze: new S3ObjectStore(discreetClient(new S3Client({})), bronzeBucket),
    ledger: new DynamoDbLedger(
      DynamoDBDocumentClient.from(discreetClient(new DynamoDBClient({}))),
      ledgerTable,
    ),
  };
});

/** Messages that rules put on the stream. From a record that fails on, Lambda hands over all again. */
export const handler = discreetly(async (event: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> => {
  try {
    for (const batch of batchesOf(event)) {
      const { landed, foreign, failedFrom } = await landRuleRecords(batch, landing());
      metrics.addMetric(MQTT_METRICS.recordsLanded, MetricUnit.Count, landed);
      metrics.addMetric(MQTT_METRICS.messagesForeign, MetricUnit.Count, foreign);
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

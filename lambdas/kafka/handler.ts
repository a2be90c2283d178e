import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { MSKEvent, SelfManagedKafkaEvent } from 'aws-lambda';
import { LogBeganAnewError } from '../../core/changes';
import { METRICS } from '../../core/environment-names';
import { jsonDecoder, landMessages, type Decoder } from '../../core/messages';
import { once } from '../../core/once';
import { systemClock } from '../../core/ports';
import { datasets } from '../../datasets';
import { discreetClient } from '../aws/discreet-client';
import { DynamoDbLedger } from '../aws/dynamodb-ledger';
import { S3ObjectStore } from '../aws/s3-object-store';
import { SecretsManagerSecrets } from '../aws/secrets-manager';
import { discreetly } from '../discreet';
import { readEnvironment } from '../environment';
import { partitionsOf } from './kafka-event';
import { KAFKA_ENV, KAFKA_METRICS } from './names';
import { RegistryDecoder } from './registry-decoder';
import { kafkaSettings, type KafkaSettings } from './settings';
import { topicsOf } from './topic-of';

const logger = new Logger({ serviceName: 'kafka' });
const metrics = new Metrics({ namespace: METRICS.namespace, serviceName: 'kafka' });

const dependencies = once(async () => {
  const { bronzeBucket, ledgerTable, source, settings } = readEnvironment(KAFKA_ENV);
  const parsed = kafkaSettings.parse(JSON.parse(settings));
  return {
    source,
    topics: topicsOf(parsed, datasets),
    decoder: await decoderOf(parsed),
    bronze: new S3ObjectStore(discreetClient(new S3Client({})), bronzeBucket),
    ledger: new DynamoDbLedger(
      DynamoDBDocumentClient.from(discreetClient(new DynamoDBClient({}))),
      ledgerTable,
    ),
    clock: systemClock,
  };
});

/** Batches of the topics. What fails is handed over again as a whole, and nothing of it is landed twice. */
export const handler = discreetly(async (event: MSKEvent | SelfManagedKafkaEvent): Promise<void> => {
  const { topics, ...deps } = await dependencies();
  let stopped: LogBeganAnewError | undefined;
  try {
    for (const batch of partitionsOf(event)) {
      const reading = topics.get(batch.topic);
      if (!reading) continue;
      const report = await landMessages(batch, { ...reading, ...deps }).catch((error: unknown) => {
        if (!(error instanceof LogBeganAnewError)) throw error;
        logger.error(error.message);
        stopped ??= error;
      });
      // The other partitions are landed; this one is handed over again.
      if (!report) continue;
      metrics.addMetric(KAFKA_METRICS.recordsLanded, MetricUnit.Count, report.landed);
      metrics.addMetric(KAFKA_METRICS.messagesForeign, MetricUnit.Count, report.foreign);
      metrics.addMetric(KAFKA_METRICS.tablesEmptied, MetricUnit.Count, report.truncated);
      if (report.truncated > 0 || report.unknownColumns.length > 0)
        logger.warn('A table has changed', { dataset: reading.dataset.name, ...report });
    }
  } finally {
    metrics.publishStoredMetrics();
  }
  if (stopped) throw stopped;
});

async function decoderOf({ registry, registrySecret }: KafkaSettings): Promise<Decoder> {
  if (!registry) return jsonDecoder;
  if (registrySecret === undefined) return new RegistryDecoder(registry.url);
  const secrets = new SecretsManagerSecrets(discreetClient(new SecretsManagerClient({})));
  const { username = '', password = '' } = await secrets.read(registrySecret);
  return new RegistryDecoder(registry.url, { username, password });
}

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { TextractClient } from '@aws-sdk/client-textract';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { z } from 'zod';
import { discreetClient } from '../../aws/discreet-client';
import { DynamoDbLedger } from '../../aws/dynamodb-ledger';
import { S3ObjectStore } from '../../aws/s3-object-store';
import { systemClock } from '../../../core/ports';
import { DocumentLedger } from '../document-ledger';
import { DocumentStore } from '../document-store';
import type { collectEnvironment } from '../environment';
import type { StartDependencies } from '../start/start-reading';
import { ReadingSlots } from './reading-slots';
import { SdkTextractReader } from './textract-reader';

/** Calls the SDK makes before a throttled one goes back to the queue. */
const MAX_SDK_ATTEMPTS = 5;

type Environment = Omit<z.infer<typeof collectEnvironment>, 'collectQueueUrl'>;

/** What `start` and `collect` work with on AWS. */
export function awsReading(environment: Environment): StartDependencies {
  const { bronzeBucket, ledgerTable, textractFeatures, textractTopicArn, textractRoleArn } = environment;
  const dynamo = DynamoDBDocumentClient.from(discreetClient(new DynamoDBClient({})));
  const ledger = new DynamoDbLedger(dynamo, ledgerTable);
  const mode = { features: textractFeatures };
  const { dateOrder } = environment;
  return {
    documents: new DocumentLedger(ledger, systemClock),
    store: new DocumentStore(
      new S3ObjectStore(discreetClient(new S3Client({})), bronzeBucket),
      dateOrder && { dateOrder },
    ),
    textract: new SdkTextractReader(discreetClient(new TextractClient({ maxAttempts: MAX_SDK_ATTEMPTS })), {
      ...mode,
      bucket: bronzeBucket,
      topicArn: textractTopicArn,
      topicRoleArn: textractRoleArn,
    }),
    mode,
    slots: new ReadingSlots(ledger, systemClock, environment.textractConcurrency),
  };
}

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { discreetClient } from '../aws/discreet-client';
import { DynamoDbLedger } from '../aws/dynamodb-ledger';
import { S3ObjectStore } from '../aws/s3-object-store';
import { readEnvironment } from '../environment';
import { INBOX_ENV } from './names';

/** What a function works with that takes the files of an inbox. */
export interface OpenInbox {
  /** The source's name. */
  readonly source: string;
  /** The source's settings, as the template holds them. */
  readonly settings: unknown;
  readonly queueUrl: string;
  readonly sqs: SQSClient;
  readonly inbox: S3ObjectStore;
  readonly bronze: S3ObjectStore;
  readonly ledger: DynamoDbLedger;
}

/** @throws SettingsError naming every variable that is missing */
export function openInbox(): OpenInbox {
  const { settings, source, bronzeBucket, inboxBucket, ledgerTable, queueUrl } = readEnvironment(INBOX_ENV);
  const s3 = discreetClient(new S3Client({}));
  return {
    source,
    settings: JSON.parse(settings) as unknown,
    queueUrl,
    sqs: discreetClient(new SQSClient({})),
    inbox: new S3ObjectStore(s3, inboxBucket),
    bronze: new S3ObjectStore(s3, bronzeBucket),
    ledger: new DynamoDbLedger(
      DynamoDBDocumentClient.from(discreetClient(new DynamoDBClient({}))),
      ledgerTable,
    ),
  };
}

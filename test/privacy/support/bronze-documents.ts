import { createHash } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DynamoDbLedger } from '../../../lambdas/aws/dynamodb-ledger';
import { S3ObjectStore } from '../../../lambdas/aws/s3-object-store';
import { DocumentLedger } from '../../../lambdas/documents/document-ledger';
import { documentKey } from '../../../lambdas/documents/document-store';
import { systemClock } from '../../../core/ports';
import { CREDENTIALS } from '../../support/loopback';
import { canary } from './canaries';

/** Documents that have been pulled, put where a function finds them. */
export class BronzeDocuments {
  readonly ledger: DocumentLedger;
  private readonly bronze: S3ObjectStore;

  constructor(endpoint: string) {
    const config = { endpoint, region: 'eu-west-1', credentials: CREDENTIALS };
    const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient(config));
    this.ledger = new DocumentLedger(new DynamoDbLedger(dynamo, 'ledger'), systemClock);
    this.bronze = new S3ObjectStore(new S3Client({ ...config, forcePathStyle: true }), 'bronze');
  }

  /** @returns the document's id */
  async arrive(content: Buffer): Promise<string> {
    const id = createHash('sha256').update(content).digest('hex');
    const at = new Date().toISOString();
    const path = `/in/${canary('file')}.pdf`;
    const sighting = { server: 'partner', path, size: content.length, modifiedAt: at, seenAt: at };
    await this.bronze.put(documentKey(id, at), content);
    await this.ledger.pulled(id, documentKey(id, at), sighting, undefined);
    return id;
  }

  /** As {@link arrive}, and Textract has begun to read it. */
  async beRead(content: Buffer): Promise<string> {
    const id = await this.arrive(content);
    await this.ledger.transition(id, 'reading', { jobId: `job-${id}`, pages: 2 });
    return id;
  }
}

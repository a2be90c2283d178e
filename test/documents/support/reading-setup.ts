import { createHash } from 'node:crypto';
import { TextractClient } from '@aws-sdk/client-textract';
import { DocumentLedger } from '../../../lambdas/documents/document-ledger';
import { documentKey, DocumentStore } from '../../../lambdas/documents/document-store';
import type { StartDependencies } from '../../../lambdas/documents/start/start-reading';
import { ReadingSlots } from '../../../lambdas/documents/textract/reading-slots';
import { SdkTextractReader } from '../../../lambdas/documents/textract/textract-reader';
import { FakeTextract, type FakeOptions } from './fake-textract';
import { MemoryLedger, MemoryObjectStore, TestClock } from './memory';

export interface ReadingSetup extends StartDependencies {
  readonly bronze: MemoryObjectStore;
  readonly clock: TestClock;
  readonly fake: FakeTextract;
  /** What SNS was told, as SQS hands it on. */
  readonly notifications: string[];
  /** Puts content into bronze and the ledger, as the pull does. @returns the document's id */
  arrive(content: Buffer): Promise<string>;
  close(): void;
}

/** A lake and the SDK's client before a Textract on loopback. */
export async function readingSetup(
  options: FakeOptions & {
    slots?: number;
    features?: readonly ('FORMS' | 'TABLES')[];
    sdkAttempts?: number;
  } = {},
): Promise<ReadingSetup> {
  const { slots = 10, features = ['FORMS', 'TABLES'], sdkAttempts = 1, ...fakeOptions } = options;
  const notifications: string[] = [];
  const fake = new FakeTextract({ notify: (message) => notifications.push(message), ...fakeOptions });
  const client = new TextractClient({
    endpoint: await fake.listen(),
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: sdkAttempts,
  });
  const bronze = new MemoryObjectStore();
  const ledger = new MemoryLedger();
  const clock = new TestClock();
  const documents = new DocumentLedger(ledger, clock);
  const settings = { features, bucket: 'bronze', topicArn: 'arn:topic', topicRoleArn: 'arn:role' };
  return {
    documents,
    store: new DocumentStore(bronze),
    textract: new SdkTextractReader(client, settings),
    mode: { features },
    slots: new ReadingSlots(ledger, clock, slots),
    bronze,
    clock,
    fake,
    notifications,
    async arrive(content) {
      const id = createHash('sha256').update(content).digest('hex');
      const at = clock.now().toISOString();
      await bronze.put(documentKey(id, at), content);
      const sighting = {
        server: 'partner',
        path: `/in/JANE DOE ${id.slice(0, 4)}.pdf`,
        size: content.length,
        modifiedAt: at,
        seenAt: at,
      };
      await documents.pulled(id, documentKey(id, at), sighting, undefined);
      return id;
    },
    close() {
      client.destroy();
      fake.close();
    },
  };
}

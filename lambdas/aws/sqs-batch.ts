import { ChangeMessageVisibilityCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { nameOf } from '../../core/errors';

/** A message that meets a full or busy service comes back after 15 s, then twice as long each time. Seconds. */
const FIRST_DELAY = 15;
const LAST_DELAY = 900;
/**
 * What the redrive policy of both queues has to allow at least: with the delays above, some 25 hours of
 * waiting for a place. Then the message is a dead letter, never tried for ever.
 */
export const MAX_RECEIVES = 105;

export interface BatchOptions {
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  /** Handles one message. What it throws sends the message back. */
  readonly handle: (record: SQSRecord) => Promise<void>;
  readonly onError: (error: unknown, record: SQSRecord) => void;
  /** @default Math.random */
  readonly random?: () => number;
}

/**
 * Handles the messages of a batch one by one; those that fail go back to the queue, later and later, the
 * others are done.
 */
export async function handleBatch(
  { Records }: SQSEvent,
  { sqs, queueUrl, handle, onError, random = Math.random }: BatchOptions,
): Promise<SQSBatchResponse> {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const record of Records) {
    const receives = Number(record.attributes.ApproximateReceiveCount);
    try {
      await handle(record);
    } catch (error) {
      onError(error, record);
      batchItemFailures.push({ itemIdentifier: record.messageId });
      const change = new ChangeMessageVisibilityCommand({
        QueueUrl: queueUrl,
        ReceiptHandle: record.receiptHandle,
        VisibilityTimeout: backoffSeconds(receives, random()),
      });
      // Without it the message comes back all the same, after the queue's own timeout.
      await sqs.send(change).catch((failure: unknown) => onError(failure, record));
    }
  }
  return { batchItemFailures };
}

/** Between half and all of a doubling delay, so that what failed together doesn't come back together. */
export function backoffSeconds(receives: number, random: number): number {
  const delay = Math.min(LAST_DELAY, FIRST_DELAY * 2 ** Math.min(receives - 1, 10));
  return Math.ceil(delay / 2 + (delay / 2) * random);
}

/** What a log may tell of an error: its class, not its message. */
export function loggable(error: unknown, record: SQSRecord): Record<string, unknown> {
  return { errorName: nameOf(error), messageId: record.messageId };
}

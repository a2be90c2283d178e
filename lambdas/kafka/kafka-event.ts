import type { MSKEvent, MSKRecord, SelfManagedKafkaEvent } from 'aws-lambda';
import type { PartitionBatch } from '../../core/messages';

/**
 * The batches of an event by partition. A tombstone's value, and a key that there isn't, are null, empty or left out.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html
 */
export function partitionsOf({ records }: MSKEvent | SelfManagedKafkaEvent): PartitionBatch[] {
  return Object.values(records).flatMap((messages) => {
    const [first] = messages;
    if (!first) return [];
    return [{ topic: first.topic, partition: first.partition, messages: messages.map(messageOf) }];
  });
}

type Payload = string | null | undefined;

function messageOf(record: MSKRecord): PartitionBatch['messages'][number] {
  const { offset, timestamp } = record;
  const { key, value } = record as { readonly key?: Payload; readonly value?: Payload };
  return { offset: String(offset), timestamp, key: bytesOf(key), value: bytesOf(value) };
}

function bytesOf(payload: Payload): Buffer | undefined {
  return payload ? Buffer.from(payload, 'base64') : undefined;
}

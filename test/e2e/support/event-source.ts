import type { KinesisStreamEvent } from 'aws-lambda';
import type { Outcome } from './deployed-function';
import { placeOf } from './bronze';

/** A record of a shard, as an event source mapping knows it. */
export interface ShardRecord {
  readonly shard: string;
  readonly sequenceNumber: string;
  readonly arrivedAt: Date;
  readonly data: string;
}

/** Sequence numbers as Kinesis gives them: 56 digits. */
const FIRST_SEQUENCE = 49_590_338_271_490_256_608_559_692_538_361_571_095_921_575_989_136_588_898n;
const SHARD_DIGITS = 12;

let shards = 0;

/** Records of a shard of their own, one millisecond apart. */
export function shardRecords(payloads: readonly string[], firstArrival: Date): ShardRecord[] {
  // Far from the numbers of the deployed stream's shards.
  const shard = `shardId-${String(900 + shards++).padStart(SHARD_DIGITS, '0')}`;
  return payloads.map((data, index) => ({
    shard,
    sequenceNumber: String(FIRST_SEQUENCE + BigInt(index)),
    arrivedAt: new Date(firstArrival.getTime() + index),
    data,
  }));
}

export const placesOf = (records: readonly ShardRecord[]): string[] =>
  records.map(({ shard, sequenceNumber }) => placeOf(shard, sequenceNumber));

function eventOf(records: readonly ShardRecord[]): KinesisStreamEvent {
  const eventSourceARN = 'arn:aws:kinesis:us-east-1:000000000000:stream/retried';
  return {
    Records: records.map(({ shard, sequenceNumber, arrivedAt, data }) => ({
      awsRegion: 'us-east-1',
      eventID: `${shard}:${sequenceNumber}`,
      eventName: 'aws:kinesis:record',
      eventSource: 'aws:kinesis',
      eventSourceARN,
      eventVersion: '1.0',
      invokeIdentityArn: 'arn:aws:iam::000000000000:role/mapping',
      kinesis: {
        approximateArrivalTimestamp: arrivedAt.getTime() / 1000,
        data: Buffer.from(data).toString('base64'),
        kinesisSchemaVersion: '1.0',
        partitionKey: sequenceNumber,
        sequenceNumber,
      },
    })),
  };
}

/**
 * Hands the records of a shard to a function as Lambda's mapping does with partial batch responses and
 * bisection, which the emulator's doesn't: from the lowest sequence number that is reported on everything
 * comes again, after an uncaught error all of the batch in halves, and batches are never cut the same way
 * twice.
 *
 * @param sizes how many records a batch may have, in turn
 * @returns how each invocation ended
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html
 */
export async function deliver(
  records: readonly ShardRecord[],
  invoke: (event: KinesisStreamEvent) => Promise<Outcome>,
  sizes: readonly number[],
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let from = 0;
  let atMost = records.length;
  while (from < records.length) {
    if (outcomes.length > 10 * records.length) throw new Error('The function fails again and again.');
    const size = Math.min(sizes[outcomes.length % sizes.length] ?? 1, atMost);
    const batch = records.slice(from, from + size);
    const outcome = await invoke(eventOf(batch));
    outcomes.push(outcome);
    if ('error' in outcome) {
      atMost = Math.ceil(batch.length / 2);
      continue;
    }
    atMost = records.length;
    const failed = outcome.answer.batchItemFailures.map(({ itemIdentifier }) =>
      positionIn(batch, itemIdentifier),
    );
    from += failed.length > 0 ? Math.min(...failed) : batch.length;
  }
  return outcomes;
}

function positionIn(batch: readonly ShardRecord[], identifier: string): number {
  const position = batch.findIndex(({ sequenceNumber }) => sequenceNumber === identifier);
  // Lambda takes an identifier it doesn't know for a failure of the whole batch.
  return Math.max(0, position);
}

import type { KinesisStreamEvent, KinesisStreamRecord } from 'aws-lambda';
import type { ArrivedBatch, ArrivedRecord } from '../../core/bronze/arrived-record';

/** A Lambda event as batches: it holds one shard's records, but nothing breaks if it should hold more. */
export function batchesOf({ Records: records }: KinesisStreamEvent): ArrivedBatch[] {
  const batches = new Map<string, { stream: string; shard: string; records: ArrivedRecord[] }>();
  for (const record of records) {
    const batch = batches.get(shardOf(record)) ?? {
      stream: streamOf(record),
      shard: shardOf(record),
      records: [],
    };
    batches.set(batch.shard, batch);
    batch.records.push({
      data: record.kinesis.data,
      sequenceNumber: record.kinesis.sequenceNumber,
      arrivedAt: Math.round(record.kinesis.approximateArrivalTimestamp * 1000),
    });
  }
  return [...batches.values()];
}

/** `shardId-000000000006:4959...` */
function shardOf({ eventID }: KinesisStreamRecord): string {
  return eventID.slice(0, eventID.lastIndexOf(':'));
}

/** `arn:aws:kinesis:us-east-2:123456789012:stream/name` */
function streamOf({ eventSourceARN }: KinesisStreamRecord): string {
  return eventSourceARN.slice(eventSourceARN.lastIndexOf('/') + 1);
}

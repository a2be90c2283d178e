import type { KinesisStreamEvent } from 'aws-lambda';
import { canary } from './canaries';

let sequence = 0;

/** Records as producers write them to a stream, under keys that they choose; each comes later than the one before. */
export function streamEvent(stream: string, ...records: readonly (string | Buffer)[]): KinesisStreamEvent {
  return {
    Records: records.map((record) => ({
      eventID: `shardId-000000000000:${++sequence}`,
      eventSourceARN: `arn:aws:kinesis:eu-west-1:1:stream/${stream}`,
      kinesis: {
        data: Buffer.from(record).toString('base64'),
        partitionKey: canary('partition-key'),
        sequenceNumber: String(sequence),
        approximateArrivalTimestamp: 1_795_000_000 + sequence,
      },
    })),
  } as unknown as KinesisStreamEvent;
}

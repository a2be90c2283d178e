import { Duration } from 'aws-cdk-lib';
import type { Stream } from 'aws-cdk-lib/aws-kinesis';
import { MetricType, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { KinesisEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { FailureBucket } from './failure-bucket';
import type { LakeFunction } from './lake-function';
import type { Zones } from './zones';

/** Longest age that an event source mapping knows of a record. Hours. */
const LONGEST_AGE = 168;

/**
 * Has a function land what comes on a stream, all of it from the start.
 *
 * @param retentionHours of the stream: what fails leaves it at half of that, before it is lost there
 */
export function landStream(
  stream: Stream,
  handler: LakeFunction,
  { failures, retentionHours }: { readonly failures: Zones['failures']; readonly retentionHours: number },
): KinesisEventSource {
  const source = new KinesisEventSource(stream, {
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 10_000,
    maxBatchingWindow: Duration.seconds(60),
    // Landing keeps a watermark per shard, so one invocation at a time works on a shard.
    parallelizationFactor: 1,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    retryAttempts: 20,
    maxRecordAge: Duration.hours(Math.min(LONGEST_AGE, retentionHours / 2)),
    onFailure: new FailureBucket(failures),
    metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
  });
  handler.addEventSource(source);
  return source;
}

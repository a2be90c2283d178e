import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Stream } from 'aws-cdk-lib/aws-kinesis';
import { MetricType, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { KinesisEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { AlarmSpec } from './alarm-spec';
import { FailureBucket } from './failure-bucket';
import type { LakeFunction } from './lake-function';
import type { Zones } from './zones';

/** Longest age that an event source mapping knows of a record. Hours. */
const LONGEST_AGE = 168;

/** A quarter of an hour. */
const BEHIND = Duration.minutes(15);

export interface StreamLandingProps {
  readonly failures: Zones['failures'];
  /** Of the stream: what fails leaves it at half of that, before it is lost there. */
  readonly retentionHours: number;
  /** What the names of its alarms begin with. */
  readonly name: string;
  /** What it means that landing gave up on something. */
  readonly gaveUp: string;
  /** What it means that something has waited for more than a quarter of an hour. */
  readonly behind: string;
}

/**
 * Has a function land what comes on a stream, all of it from the start.
 *
 * @returns alarms of the event source mapping
 */
export function landStream(
  stream: Stream,
  handler: LakeFunction,
  { failures, retentionHours, name, gaveUp, behind }: StreamLandingProps,
): AlarmSpec[] {
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
  return [
    {
      id: `${name}-gave-up`,
      summary: gaveUp,
      metric: new Metric({
        namespace: 'AWS/Lambda',
        metricName: 'OnFailureDestinationDeliveredEventCount',
        dimensionsMap: {
          FunctionName: handler.functionName,
          EventSourceMappingUUID: source.eventSourceMappingId,
        },
        statistic: 'Sum',
      }),
    },
    {
      id: `${name}-behind`,
      summary: behind,
      metric: handler.metric('IteratorAge', { statistic: 'Maximum' }),
      threshold: BEHIND.toMilliseconds(),
    },
  ];
}

import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Metric, type IMetric, type MetricProps } from 'aws-cdk-lib/aws-cloudwatch';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { METRICS } from '../../core/environment-names';

/** When somebody has to be told, declared beside what it watches. Operations makes alarms of them. */
export interface AlarmSpec {
  /** Kebab case; names the alarm. */
  readonly id: string;
  /** Heading of the entry in docs/runbook.md. @default the id */
  readonly runbook?: string;
  /** One sentence: what is wrong when it rings. */
  readonly summary: string;
  readonly metric: IMetric;
  /** @default 1 */
  readonly threshold?: number;
  /** @default GREATER_THAN_OR_EQUAL_TO_THRESHOLD */
  readonly comparison?: ComparisonOperator;
  /** Periods of the metric in a row. @default 1 */
  readonly periods?: number;
  /**
   * Rings also when the metric falls silent, but not before it has been heard once: nothing is overdue on the day of a
   * first deployment. @default false
   */
  readonly isHeartbeat?: boolean;
}

const PERIOD = Duration.minutes(5);
const sum = { period: PERIOD, statistic: 'Sum' };
const max = { period: PERIOD, statistic: 'Maximum' };

export function functionAlarms(name: string, fn: IFunction): AlarmSpec[] {
  return [
    { id: `${name}-errors`, summary: `Function ${name} fails.`, metric: fn.metricErrors(sum) },
    {
      id: `${name}-throttles`,
      summary: `Function ${name} is throttled.`,
      metric: fn.metricThrottles(sum),
      periods: 3,
    },
  ];
}

export interface QueueAlarmProps {
  /** Age from which a message counts as stuck. @default 15 minutes */
  readonly oldestMessage?: Duration;
}

export function queueAlarms(name: string, queue: IQueue, props: QueueAlarmProps = {}): AlarmSpec[] {
  return [
    {
      id: `${name}-oldest-message`,
      summary: `Messages of queue ${name} wait too long.`,
      metric: queue.metricApproximateAgeOfOldestMessage(max),
      threshold: (props.oldestMessage ?? Duration.minutes(15)).toSeconds(),
    },
  ];
}

/** A dead-letter queue has to be empty. */
export function deadLetterAlarms(name: string, queue: IQueue): AlarmSpec[] {
  return [
    {
      id: `${name}-messages`,
      summary: `Dead-letter queue ${name} holds messages.`,
      metric: queue.metricApproximateNumberOfMessagesVisible(max),
    },
  ];
}

export function streamAlarms(name: string, stream: IStream): AlarmSpec[] {
  return [
    {
      id: `${name}-write-throttled`,
      summary: `The ${name} takes less than producers send.`,
      metric: stream.metricWriteProvisionedThroughputExceeded(sum),
      periods: 3,
    },
  ];
}

export function stateMachineAlarms(name: string, machine: StateMachine): AlarmSpec[] {
  return [
    { id: `${name}-failed`, summary: `A run of ${name} failed.`, metric: machine.metricFailed(sum) },
    {
      id: `${name}-timed-out`,
      summary: `A run of ${name} took too long.`,
      metric: machine.metricTimedOut(sum),
    },
    { id: `${name}-aborted`, summary: `A run of ${name} was stopped.`, metric: machine.metricAborted(sum) },
  ];
}

export interface OverdueProps {
  /** CloudWatch takes a day at most. */
  readonly period: Duration;
  /** Periods in a row without a success. */
  readonly periods: number;
}

/** Rings when nothing has succeeded for a time, whatever the reason. */
export function overdueAlarm(
  name: string,
  machine: StateMachine,
  { period, periods }: OverdueProps,
): AlarmSpec {
  return {
    id: `${name}-overdue`,
    summary: `No run of ${name} succeeded for ${period.toHours() * periods} hours.`,
    metric: machine.metricSucceeded({ period, statistic: 'Sum' }),
    comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
    periods,
    isHeartbeat: true,
  };
}

/** Lets alarms of one of several things of a kind share the entries of the kind. */
export function sharingEntries(kind: string, name: string, specs: readonly AlarmSpec[]): AlarmSpec[] {
  return specs.map((spec) => ({ ...spec, runbook: spec.id.replace(name, kind) }));
}

/** Holds from one hourly run to the next, so that a broken rule doesn't ring anew every hour. */
export function brokenRulesAlarm(): AlarmSpec {
  return {
    id: 'quality-rules-broken',
    summary: 'Rows of silver break a quality rule.',
    metric: lakeMetric(METRICS.brokenRules, { period: Duration.hours(2), statistic: 'Maximum' }),
  };
}

/**
 * A metric of the lake's own.
 *
 * @param metricName from METRICS, or from the metrics of a kind of source
 */
export function lakeMetric(
  metricName: string,
  props: Omit<MetricProps, 'namespace' | 'metricName'> = {},
): Metric {
  return new Metric({ ...sum, ...props, namespace: METRICS.namespace, metricName });
}

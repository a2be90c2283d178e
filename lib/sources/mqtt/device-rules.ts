import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnTopicRule } from 'aws-cdk-lib/aws-iot';
import type { Stream } from 'aws-cdk-lib/aws-kinesis';
import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ruleSql } from '../../../lambdas/mqtt/names';
import type { AlarmSpec } from '../../constructs/alarm-spec';
import { allow, objectsBelow } from '../../constructs/allow';
import type { LakeBucket } from '../../constructs/lake-bucket';

export interface DeviceRulesProps {
  /** How the rules' names start: letters, digits and underscores. */
  readonly name: string;
  readonly stream: Stream;
  readonly failures: LakeBucket;
  /** Where in it lies what a rule could not put on the stream. */
  readonly failurePrefix: string;
  /** Filters of topics, by what the rule is called. */
  readonly filters: ReadonlyMap<string, string>;
}

/**
 * One rule of IoT Core per filter of topics. What can't be put on the stream is kept with its payload. Each rule's role
 * is assumed for that rule alone.
 *
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/kinesis-rule-action.html
 */
export class DeviceRules extends Construct {
  private readonly names: string[] = [];

  constructor(scope: Construct, id: string, props: DeviceRulesProps) {
    super(scope, id);
    for (const [name, filter] of props.filters) this.addRule(name, filter, props);
  }

  alarms(source: string): AlarmSpec[] {
    return this.names.flatMap((RuleName, nth) => [
      {
        id: `${source}-rule-${nth + 1}-failed`,
        runbook: 'mqtt-rule-failed',
        summary: 'A rule could not put messages on the stream; they are in the failures bucket.',
        metric: iotMetric('Failure', { RuleName, ActionType: 'Kinesis' }),
      },
      {
        id: `${source}-rule-${nth + 1}-lost`,
        runbook: 'mqtt-rule-lost',
        summary: 'A rule could put messages neither on the stream nor into the failures bucket.',
        metric: iotMetric('ErrorActionFailure', { RuleName, ActionType: 'S3' }),
      },
    ]);
  }

  private addRule(
    id: string,
    filter: string,
    { name, stream, failures, failurePrefix }: DeviceRulesProps,
  ): void {
    const ruleName = `${name}_${id.toLowerCase()}`;
    this.names.push(ruleName);
    const role = new Role(this, `${id}Role`, {
      assumedBy: new ServicePrincipal('iot.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': Stack.of(this).account },
          ArnEquals: {
            'aws:SourceArn': Stack.of(this).formatArn({
              service: 'iot',
              resource: 'rule',
              resourceName: ruleName,
            }),
          },
        },
      }),
    });
    allow(role, { actions: ['kinesis:PutRecord'], resources: [stream.streamArn] });
    stream.encryptionKey?.grant(role, 'kms:GenerateDataKey');
    allow(role, {
      actions: ['s3:PutObject'],
      resources: [failures.bucket.arnForObjects(`${failurePrefix}*`)],
      wildcard: {
        finding: objectsBelow(failurePrefix),
        reason: 'Names of failures hold their time and a UUID.',
      },
    });
    const rule = new CfnTopicRule(this, id, {
      ruleName,
      topicRulePayload: {
        description: 'Puts messages of devices on the stream, untouched',
        awsIotSqlVersion: '2016-03-23',
        sql: ruleSql(filter),
        ruleDisabled: false,
        actions: [
          {
            kinesis: {
              roleArn: role.roleArn,
              streamName: stream.streamName,
              // Not the client's id, which a client chooses and could make one shard hot with.
              partitionKey: '${newuuid()}',
            },
          },
        ],
        errorAction: {
          s3: {
            roleArn: role.roleArn,
            bucketName: failures.bucket.bucketName,
            key: `${failurePrefix}\${parse_time("yyyy/MM/dd", timestamp())}/\${newuuid()}.json`,
          },
        },
      },
    });
    rule.node.addDependency(role);
  }
}

/** @see https://docs.aws.amazon.com/iot/latest/developerguide/metrics_dimensions.html */
function iotMetric(metricName: string, dimensionsMap: Record<string, string>): Metric {
  return new Metric({
    namespace: 'AWS/IoT',
    metricName,
    dimensionsMap,
    statistic: 'Sum',
    period: Duration.minutes(5),
  });
}

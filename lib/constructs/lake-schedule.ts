import { Duration, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Schedule,
  ScheduleExpression,
  ScheduleGroup,
  TimeWindow,
  type IScheduleTarget,
} from 'aws-cdk-lib/aws-scheduler';
import type { ScheduleTargetBaseProps } from 'aws-cdk-lib/aws-scheduler-targets';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { acknowledge, acknowledgeWildcard } from '../nag';
import { deadLetterAlarms, type AlarmSpec } from './alarm-spec';

export interface LakeScheduleProps {
  /** Kebab case; names the schedule in alarms. */
  readonly name: string;
  /** Name of the schedule's group, by which CloudWatch counts its errors. */
  readonly groupName: string;
  /** `rate(...)` or `cron(...)`, UTC. */
  readonly expression: string;
  /** What is started, given how often to try. */
  readonly target: (options: ScheduleTargetBaseProps) => IScheduleTarget;
  readonly encryptionKey: IKey;
}

/** Starts something at its times; a start that fails for an hour ends in a queue somebody is told of. */
export class LakeSchedule extends Construct {
  private readonly deadLetters: Queue;
  private readonly group: ScheduleGroup;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: LakeScheduleProps,
  ) {
    super(scope, id);
    this.deadLetters = new Queue(this, 'DeadLetters', {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: props.encryptionKey,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    acknowledge(this.deadLetters, 'SQS3', 'It is the dead-letter queue.');
    this.group = new ScheduleGroup(this, 'Group', { scheduleGroupName: props.groupName });
    const role = this.starter();
    const schedule = new Schedule(this, 'Schedule', {
      description: `Starts ${props.name}`,
      schedule: ScheduleExpression.expression(props.expression),
      scheduleGroup: this.group,
      key: props.encryptionKey,
      timeWindow: TimeWindow.off(),
      target: props.target({
        role,
        deadLetterQueue: this.deadLetters,
        maxEventAge: Duration.hours(1),
        retryAttempts: 10,
      }),
    });
    // The schedule names its group by text, which CloudFormation takes for no dependency.
    schedule.node.addDependency(this.group);
  }

  /** The role as which it starts what it starts, and puts what it cannot start on an encrypted queue. */
  private starter(): Role {
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: {
            'aws:SourceAccount': Stack.of(this).account,
            'aws:SourceArn': this.group.scheduleGroupArn,
          },
        },
      }),
    });
    this.props.encryptionKey.grant(role, 'kms:GenerateDataKey', 'kms:Decrypt');
    acknowledgeWildcard(role, /^Resource::<\w+\.Arn>:\*$/, 'Versions of the one function that it starts.');
    return role;
  }

  alarms(): AlarmSpec[] {
    const { name } = this.props;
    const metric = new Metric({
      namespace: 'AWS/Scheduler',
      metricName: 'TargetErrorCount',
      dimensionsMap: { ScheduleGroup: this.group.scheduleGroupName },
      statistic: 'Sum',
      period: Duration.minutes(5),
    });
    return [
      { id: `${name}-schedule-errors`, summary: `The schedule cannot start ${name}.`, metric },
      ...deadLetterAlarms(`${name}-schedule-dead-letters`, this.deadLetters),
    ];
  }
}

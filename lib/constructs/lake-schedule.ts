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

export interface LakeSchedulesProps {
  /** Kebab case; names the schedules in alarms. */
  readonly name: string;
  /** Name of the schedules' group, by which CloudWatch counts its errors. */
  readonly groupName: string;
  readonly encryptionKey: IKey;
}

/** When something is started, and what. */
export interface Start {
  readonly description: string;
  /** `rate(...)` or `cron(...)`, UTC. */
  readonly expression: string;
  /** What is started, given how often to try. */
  readonly target: (options: ScheduleTargetBaseProps) => IScheduleTarget;
}

/**
 * What starts things at their times: a role, and a queue somebody is told of for what can't be started for an hour. The
 * times themselves are of a stack that is deployed when everything may do what it does: {@link LakeSchedules.startFrom}.
 */
export class LakeSchedules extends Construct {
  private readonly starts = new Map<string, Start>();
  private readonly deadLetters: Queue;
  private readonly group: ScheduleGroup;
  private readonly role: Role;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: LakeSchedulesProps,
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
    this.role = this.starter();
  }

  add(id: string, start: Start): void {
    this.starts.set(id, start);
  }

  /** Creates the schedules in a scope of the stack from whose deployment on things start. */
  startFrom(scope: Construct): void {
    const own = new Construct(scope, this.props.name);
    for (const [id, start] of this.starts) this.schedule(own, id, start);
  }

  private schedule(scope: Construct, id: string, { description, expression, target }: Start): void {
    const schedule = new Schedule(scope, id, {
      description,
      schedule: ScheduleExpression.expression(expression),
      scheduleGroup: this.group,
      key: this.props.encryptionKey,
      timeWindow: TimeWindow.off(),
      target: target({
        role: this.role,
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

export type LakeScheduleProps = LakeSchedulesProps & Omit<Start, 'description'>;

/** Starts one thing at its times. */
export class LakeSchedule extends LakeSchedules {
  constructor(scope: Construct, id: string, props: LakeScheduleProps) {
    super(scope, id, props);
    this.add('Schedule', { ...props, description: `Starts ${props.name}` });
  }
}

import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { ComparisonOperator } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { longestWait } from '../../core/sources';
import { acknowledge } from '../nag';
import { functionAlarms, sharingEntries, type AlarmSpec } from './alarm-spec';
import { allow } from './allow';
import type { Lake } from './lake';
import { LakeFunction, type LakeFunctionProps } from './lake-function';
import { LakeSchedule } from './lake-schedule';
import { removalPolicy } from './zones';

/** What a source logs in with: a secret that is filled by hand, since a key has no place in a template. */
export interface SourceLogin {
  /** Below `headwater/<environment>/`. */
  readonly name: string;
  readonly description: string;
  /** Output of the stack with the secret's ARN. */
  readonly output: string;
  /** What to fill in, such as `{"password":"..."}`. */
  readonly fill: string;
}

export interface ScheduledPassProps
  extends Lake, Pick<LakeFunctionProps, 'entry' | 'description' | 'memory' | 'variables' | 'network'> {
  /** Kebab case; names schedule and alarms: `documents-pull-clinic`. */
  readonly name: string;
  /** Names the runbook's entries, which all passes of a kind share: `documents-pull`. */
  readonly kind: string;
  /** Names the schedule's group within the environment. */
  readonly group: string;
  /** `rate(...)` or `cron(...)`, UTC. */
  readonly schedule: string;
  /** @default there is nothing to log in with */
  readonly login?: SourceLogin;
}

/** Longest that Lambda runs. */
const TIMEOUT = Duration.minutes(15);

/**
 * A function that takes what is new at a source whenever its time has come, never twice at once: a reservation of one
 * invocation keeps a second pass from starting while one is under way.
 */
export class ScheduledPass extends Construct {
  readonly handler: LakeFunction;
  /** ARN of what it logs in with, where it does. */
  readonly secretArn: string | undefined;
  /** When it starts. */
  readonly schedule: LakeSchedule;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ScheduledPassProps,
  ) {
    super(scope, id);
    const { environment, keys, entry, description, memory, variables, network } = props;
    const secret = props.login && this.secret(props.login);
    this.handler = new LakeFunction(this, 'Handler', {
      environment,
      entry,
      description,
      encryptionKey: keys.operations,
      timeout: TIMEOUT,
      reservedConcurrency: 1,
      ...(memory !== undefined && { memory }),
      ...(variables && { variables }),
      ...(network && { network }),
      whyNoQueue: 'What a pass has not taken is still at the source, and the next pass takes it.',
    });
    // A later pass takes what an earlier one could not; a queue of passes would be of no use.
    this.handler.configureAsyncInvoke({ maxEventAge: Duration.minutes(30), retryAttempts: 1 });
    this.secretArn = secret?.secretArn;
    if (secret)
      allow(this.handler, { actions: ['secretsmanager:GetSecretValue'], resources: [secret.secretArn] });
    this.schedule = new LakeSchedule(this, 'Schedule', {
      name: props.name,
      groupName: `headwater-${environment.name}-${props.group}`,
      expression: props.schedule,
      target: (options) => new LambdaInvoke(this.handler, options),
      encryptionKey: keys.operations,
    });
  }

  alarms(): AlarmSpec[] {
    const { name, kind } = this.props;
    return sharingEntries(kind, name, [
      ...functionAlarms(name, this.handler),
      ...this.overdue(),
      ...this.schedule.alarms(),
    ]);
  }

  /** Rings after three times the longest wait; CloudWatch looks back seven days at most, in periods of a day. */
  private overdue(): AlarmSpec[] {
    const hours = Math.ceil(Duration.millis(longestWait(this.props.schedule)).toHours({ integral: false }));
    const period = Duration.hours(Math.min(hours, 24));
    const periods = hours <= 24 ? 3 : Math.ceil((2 * hours) / 24);
    if (periods > 7) return [];
    const { name } = this.props;
    return [
      {
        id: `${name}-overdue`,
        summary: `No pass of ${name} started for ${periods * period.toHours()} hours.`,
        metric: this.handler.metricInvocations({ period, statistic: 'Sum' }),
        comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
        periods,
        isHeartbeat: true,
      },
    ];
  }

  private secret({ name, description, output, fill }: SourceLogin): Secret {
    const { environment, keys } = this.props;
    const secret = new Secret(this, 'Login', {
      secretName: `headwater/${environment.name}/${name}`,
      description,
      encryptionKey: keys.operations,
      removalPolicy: removalPolicy(environment),
      generateSecretString: { secretStringTemplate: '{}', generateStringKey: 'password' },
    });
    const reason = 'The login is the partner’s: it changes when they say so, on their side first.';
    acknowledge(secret, 'SMG4', reason);
    acknowledge(secret, 'SecretsManagerRotationEnabled', reason);
    new CfnOutput(Stack.of(this), output, { value: secret.secretArn, description: `Fill with ${fill}` });
    return secret;
  }
}

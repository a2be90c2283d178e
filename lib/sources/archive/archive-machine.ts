import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  CustomerManagedEncryptionConfiguration,
  DefinitionBody,
  LogLevel,
  StateMachine,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { allow } from '../../constructs/allow';
import type { Lake } from '../../constructs/lake';
import type { LakeFunction } from '../../constructs/lake-function';
import { removalPolicy } from '../../constructs/zones';
import { acknowledgeWildcard } from '../../nag';
import { archiveDefinition } from './archive-definition';

export interface ArchiveMachineProps extends Lake {
  /** The source's name. */
  readonly name: string;
  readonly handler: LakeFunction;
  /** Where runs keep their plans, without the slash at the end. */
  readonly staging: string;
  readonly workers: number;
}

/** The state machine of a source of archives. */
export class ArchiveMachine extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, props: ArchiveMachineProps) {
    super(scope, id);
    const { environment, keys, zones, name, handler, staging, workers } = props;
    const stack = Stack.of(this);
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
    allow(role, { actions: ['lambda:InvokeFunction'], resources: [handler.functionArn] });
    zones.bronze.grantRead(role, `${staging}/`);
    const machineName = `headwater-${environment.name}-archive-${name}`;
    const states = (resource: string, resourceName: string): string =>
      stack.formatArn({
        service: 'states',
        resource,
        resourceName,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      });
    // A distributed map runs its items as executions of the machine itself.
    allow(role, { actions: ['states:StartExecution'], resources: [states('stateMachine', machineName)] });
    allow(role, {
      actions: ['states:DescribeExecution', 'states:StopExecution'],
      resources: [states('execution', `${machineName}:*`)],
      wildcard: {
        finding: /:execution.*:\*$/,
        reason: 'Executions of its own items, whose names Step Functions gives.',
      },
    });
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName: machineName,
      definitionBody: DefinitionBody.fromString(
        stack.toJsonString(
          archiveDefinition({
            functionArn: handler.functionArn,
            bucketName: zones.bronze.bucket.bucketName,
            staging,
            workers,
          }),
        ),
      ),
      role,
      tracingEnabled: true,
      encryptionConfiguration: new CustomerManagedEncryptionConfiguration(keys.operations),
      logs: {
        level: LogLevel.ALL,
        // Plans name files, and files may be named after people.
        includeExecutionData: false,
        destination: new LogGroup(this, 'Log', {
          logGroupName: `/aws/vendedlogs/states/${machineName}`,
          encryptionKey: keys.operations,
          retention: environment.retention.logDays as RetentionDays,
          removalPolicy: environment.name === 'dev' ? RemovalPolicy.DESTROY : removalPolicy(environment),
        }),
      },
    });
    acknowledgeWildcard(role, /^Resource::\*$/, 'X-Ray and log delivery take no resource.');
  }
}

import { RemovalPolicy } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  CustomerManagedEncryptionConfiguration,
  LogLevel,
  StateMachine,
  type StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { Lake } from '../lake';
import { removalPolicy } from '../zones';
import type { Definition } from './asl';
import { definitionFile } from './definition-file';

/** Where state machines log their states. */
export function machineLog(scope: Construct, { environment, keys }: Lake, name: string): LogGroup {
  return new LogGroup(scope, 'Log', {
    // Log delivery keeps its policy below a size limit only for groups of this prefix.
    logGroupName: `/aws/vendedlogs/states/headwater-${environment.name}-${name}`,
    encryptionKey: keys.operations,
    retention: environment.retention.logDays as RetentionDays,
    removalPolicy: environment.name === 'dev' ? RemovalPolicy.DESTROY : removalPolicy(environment),
  });
}

export interface LakeMachineProps extends Lake {
  readonly definition: Definition;
  readonly role: IRole;
  readonly log: LogGroup;
  /** @default CloudFormation gives one */
  readonly name?: string;
  /** @default STANDARD */
  readonly type?: StateMachineType;
}

/** A state machine: traced, encrypted, every state logged without its data. */
export function lakeMachine(scope: Construct, id: string, props: LakeMachineProps): StateMachine {
  const { definition, role, log, name, type, keys } = props;
  return new StateMachine(scope, id, {
    ...(name !== undefined && { stateMachineName: name }),
    ...(type && { stateMachineType: type }),
    ...definitionFile(scope, id, definition),
    role,
    tracingEnabled: true,
    encryptionConfiguration: new CustomerManagedEncryptionConfiguration(keys.operations),
    // Names of states and errors are enough to find a fault.
    logs: { level: LogLevel.ALL, includeExecutionData: false, destination: log },
  });
}

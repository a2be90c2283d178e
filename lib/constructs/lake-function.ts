import type { Duration } from 'aws-cdk-lib';
import type { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Runtime, Tracing, type FunctionOptions } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, type ICommandHooks } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { join } from 'node:path';
import type { Environment } from '../config';
import { acknowledge, acknowledgeWildcard } from '../nag';
import { allow } from './allow';
import { BUNDLING } from './bundling';
import { removalPolicy } from './zones';

/** Where the repository stands. */
export const REPOSITORY = join(__dirname, '..', '..');

export interface LakeFunctionProps {
  readonly environment: Environment;
  /** Path of the handler's module from the top of the repository. */
  readonly entry: string;
  readonly description: string;
  /** Encrypts logs and environment variables. */
  readonly encryptionKey: IKey;
  readonly timeout: Duration;
  /** MB; CPU grows with it. @default 512 */
  readonly memory?: number;
  /** Name of its role, where another stack trusts it. @default one that CloudFormation makes */
  readonly roleName?: string;
  /** Variables besides those that grants add. @default none */
  readonly variables?: Readonly<Record<string, string>>;
  /** Commands around bundling. @default none */
  readonly commandHooks?: ICommandHooks;
  /** Where it runs. @default outside any VPC */
  readonly network?: LakeNetwork;
  /** Invocations at once, kept free for it and never exceeded. @default what the account has left */
  readonly reservedConcurrency?: number;
  /** Where what it gives up on goes: it has no dead-letter queue. */
  readonly whyNoQueue: string;
}

/** Subnets to run in, and what may be reached from there. */
export interface LakeNetwork {
  readonly vpc: IVpc;
  readonly subnets: SubnetSelection;
  readonly securityGroup: ISecurityGroup;
}

/** A function of the lake: bundled with its SDK, traced, its log encrypted and kept for a set time. */
export class LakeFunction extends NodejsFunction {
  constructor(scope: Construct, id: string, props: LakeFunctionProps) {
    const { environment } = props;
    const role = new Role(scope, `${id}Role`, {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      ...(props.roleName !== undefined && { roleName: props.roleName }),
    });
    const logGroup = new LogGroup(scope, `${id}Log`, {
      encryptionKey: props.encryptionKey,
      retention: environment.retention.logDays as RetentionDays,
      removalPolicy: removalPolicy(environment),
    });
    logGroup.grantWrite(role);
    props.encryptionKey.grantDecrypt(role);
    if (props.network) letIntoNetwork(role);
    super(scope, id, {
      entry: join(REPOSITORY, props.entry),
      depsLockFilePath: join(REPOSITORY, 'package-lock.json'),
      projectRoot: REPOSITORY,
      handler: 'handler',
      description: props.description,
      runtime: Runtime.NODEJS_22_X,
      architecture: Architecture.ARM_64,
      timeout: props.timeout,
      memorySize: props.memory ?? 512,
      tracing: Tracing.ACTIVE,
      environment: { POWERTOOLS_LOG_LEVEL: 'INFO', ...props.variables },
      environmentEncryption: props.encryptionKey,
      bundling: { ...BUNDLING, ...(props.commandHooks && { commandHooks: props.commandHooks }) },
      role,
      logGroup,
      ...(props.network && networkOf(props.network)),
      ...(props.reservedConcurrency && { reservedConcurrentExecutions: props.reservedConcurrency }),
    });
    acknowledge(this, 'LambdaDLQ', props.whyNoQueue);
    acknowledge(this, 'L1', 'Node.js 22 is the runtime that the SDK and the tests are pinned to.');
    acknowledgeWildcard(
      role,
      /^Resource::\*$/,
      'X-Ray takes segments, and a VPC network interfaces, without naming a resource.',
    );
  }
}

function networkOf({ vpc, subnets, securityGroup }: LakeNetwork): FunctionOptions {
  return { vpc, vpcSubnets: subnets, securityGroups: [securityGroup] };
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions */
function letIntoNetwork(role: Role): void {
  allow(role, {
    actions: [
      'ec2:CreateNetworkInterface',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSubnets',
      'ec2:DeleteNetworkInterface',
      'ec2:AssignPrivateIpAddresses',
      'ec2:UnassignPrivateIpAddresses',
    ],
    resources: ['*'],
  });
}

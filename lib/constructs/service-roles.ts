import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Stack, type IAspect } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { EnvironmentName } from '../config';

/** IAM path of the roles with which the lake itself works; a person's role never has it. */
export function serviceRolePath(environment: EnvironmentName): string {
  return `/headwater/${environment}/service/`;
}

/** Matches the lake's own roles in `aws:PrincipalArn`. */
export function serviceRoleArns(scope: IConstruct, environment: EnvironmentName): string {
  const { partition, account } = Stack.of(scope);
  return `arn:${partition}:iam::${account}:role${serviceRolePath(environment)}*`;
}

/** Puts every role below a scope on the path of the lake's own roles. */
export class ServiceRoles implements IAspect {
  constructor(private readonly environment: EnvironmentName) {}

  visit(node: IConstruct): void {
    if (node instanceof CfnRole && node.path === undefined) node.path = serviceRolePath(this.environment);
  }
}

import { DefaultStackSynthesizer, Fn, Stack } from 'aws-cdk-lib';
import { CfnDataLakeSettings } from 'aws-cdk-lib/aws-lakeformation';
import { Construct } from 'constructs';

export interface LakeAdministratorProps {
  readonly roleArn: string;
}

/**
 * Adds a role to the account's Lake Formation administrators and leaves the others alone.
 *
 * `APPEND` matters: without it the list of the account is replaced.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lakeformation-datalakesettings.html
 */
export class LakeAdministrator extends Construct {
  constructor(scope: Construct, id: string, props: LakeAdministratorProps) {
    super(scope, id);
    new CfnDataLakeSettings(this, 'Settings', {
      mutationType: 'APPEND',
      admins: [{ dataLakePrincipalIdentifier: props.roleArn }],
    });
  }
}

/** Lets CloudFormation create tags, locations and grants: its execution role must be an administrator. */
export class DeployAdministrator extends LakeAdministrator {
  constructor(scope: Construct, id: string) {
    super(scope, id, { roleArn: deployRoleArn(Stack.of(scope)) });
  }
}

/** The role with which CloudFormation deploys the stack, its placeholders made CloudFormation's own. */
function deployRoleArn(stack: Stack): string {
  const { synthesizer } = stack;
  if (!(synthesizer instanceof DefaultStackSynthesizer)) {
    throw new Error(
      `Stack ${stack.stackName} has synthesizer ${synthesizer.constructor.name}, which has no execution role; use DefaultStackSynthesizer.`,
    );
  }
  return Fn.sub(synthesizer.cloudFormationExecutionRoleArn);
}

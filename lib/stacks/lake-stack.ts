import { Stack, type Environment as Target } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Environment } from '../config';

export interface LakeStackProps {
  readonly environment: Environment;
}

/** A stack of one environment of the lake, named, tagged and, in prod, protected. */
export abstract class LakeStack extends Stack {
  constructor(scope: Construct, id: string, description: string, { environment }: LakeStackProps) {
    super(scope, id, {
      stackName: `headwater-${environment.name}-${id}`,
      description: `Headwater ${environment.name}: ${description}`,
      env: targetOf(environment),
      tags: { ...environment.tags, application: 'headwater', environment: environment.name },
      terminationProtection: environment.name === 'prod',
      // CloudFormation takes a megabyte, of which indentation would be a tenth.
      suppressTemplateIndentation: true,
    });
  }
}

function targetOf({ account, region }: Environment): Target {
  return { ...(account && { account }), ...(region && { region }) };
}

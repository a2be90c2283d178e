import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { LakeBucket } from '../constructs/lake-bucket';
import { serviceRoleArns, serviceRolePath } from '../constructs/service-roles';
import type { Dataset } from '../contracts';
import { governedTables, tagVocabulary } from '../governance';
import { BreakGlass, denyDirectReads, LakeFoundation } from '../governance/constructs';
import { LakeStack, type LakeStackProps } from './lake-stack';

export interface GovernanceStackProps extends LakeStackProps {
  readonly datasets: readonly Dataset[];
  /** Buckets that hold tables. */
  readonly buckets: readonly LakeBucket[];
}

/**
 * Lake Formation itself, and nothing beside it: no object of the buckets is read but through it, by the lake's
 * own roles or by breaking the glass. Deployed before the catalog: LF-tags must exist before the migration that creates
 * tables can set them.
 */
export class GovernanceStack extends LakeStack {
  /** Reads past Lake Formation in an emergency. */
  readonly breakGlassRole: IRole;

  constructor(scope: Construct, id: string, props: GovernanceStackProps) {
    super(scope, id, 'Lake Formation settings, tags and locations', props);
    const { buckets, environment } = props;
    const breakGlassPath = `/headwater/${environment.name}/break-glass/`;
    const breakGlass = new BreakGlass(this, 'BreakGlass', { path: breakGlassPath, buckets });
    this.breakGlassRole = breakGlass.role;
    new CfnOutput(this, 'BreakGlassRole', { value: breakGlass.role.roleArn });
    const { partition, account } = Stack.of(this);
    const allowed = [
      serviceRoleArns(this, environment.name),
      `arn:${partition}:iam::${account}:role${breakGlassPath}*`,
    ];
    for (const { bucket } of buckets) denyDirectReads(bucket, allowed);
    new LakeFoundation(this, 'Foundation', {
      buckets,
      rolePath: serviceRolePath(environment.name),
      vocabulary: tagVocabulary(props.datasets, governedTables(props.datasets)),
    });
  }
}

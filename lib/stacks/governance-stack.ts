import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { LakeBucket } from '../constructs/lake-bucket';
import { serviceRoleArns, serviceRolePath } from '../constructs/service-roles';
import type { Dataset } from '../../core/contracts';
import { governedTables, personaRoleName, SERVICE_WORK_GROUP, tagVocabulary } from '../../core/governance';
import { BreakGlass, denyDirectReads, denyForeignResults, LakeFoundation } from '../governance';
import { LakeStack, type LakeStackProps } from './lake-stack';

export interface GovernanceStackProps extends LakeStackProps {
  readonly datasets: readonly Dataset[];
  /** Buckets that hold tables. */
  readonly buckets: readonly LakeBucket[];
  /** Holds records that landing gave up on, as raw as in bronze. */
  readonly failures: LakeBucket;
  /** Holds results of queries, each workgroup's below a prefix of its own. */
  readonly results: LakeBucket;
}

/**
 * Lake Formation itself, and nothing beside it: no object of the buckets is read but through it, by the lake's
 * own roles or by breaking the glass, and no result but by whose it is. Deployed before the catalog: LF-tags must exist before the migration that creates
 * tables can set them.
 */
export class GovernanceStack extends LakeStack {
  /** Reads past Lake Formation in an emergency. */
  readonly breakGlassRole: IRole;

  constructor(scope: Construct, id: string, props: GovernanceStackProps) {
    super(scope, id, 'Lake Formation settings, tags and locations', props);
    const { buckets, failures, results, environment } = props;
    const breakGlassPath = `/headwater/${environment.name}/break-glass/`;
    const breakGlass = new BreakGlass(this, 'BreakGlass', {
      path: breakGlassPath,
      buckets: [...buckets, failures, results],
    });
    this.breakGlassRole = breakGlass.role;
    new CfnOutput(this, 'BreakGlassRole', { value: breakGlass.role.roleArn });
    const { partition, account } = Stack.of(this);
    const role = (name: string): string => `arn:${partition}:iam::${account}:role${name}`;
    const services = serviceRoleArns(this, environment.name);
    const emergency = role(`${breakGlassPath}*`);
    for (const { bucket } of [...buckets, failures]) denyDirectReads(bucket, [services, emergency]);
    const owners = new Map<string, string>([[SERVICE_WORK_GROUP, services]]);
    for (const { name } of environment.governance.personas) {
      owners.set(name, role(`/${personaRoleName(`headwater-${environment.name}`, name)}`));
    }
    denyForeignResults(results.bucket, {
      owners: Object.fromEntries(owners),
      always: [emergency],
    });
    new LakeFoundation(this, 'Foundation', {
      buckets,
      rolePath: serviceRolePath(environment.name),
      vocabulary: tagVocabulary(props.datasets, governedTables(props.datasets)),
    });
  }
}

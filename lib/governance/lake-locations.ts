import { Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal, type IRole } from 'aws-cdk-lib/aws-iam';
import { CfnResource } from 'aws-cdk-lib/aws-lakeformation';
import { Construct } from 'constructs';
import type { LakeBucket } from '../constructs/lake-bucket';

export interface LakeLocationsProps {
  /** Buckets that hold tables. */
  readonly buckets: readonly LakeBucket[];
  /** IAM path of the lake's own roles, which bucket policies let in. */
  readonly rolePath: string;
}

/**
 * Registers zone buckets with Lake Formation under a role of the lake's own, since the service-linked role
 * cannot use keys of ours, and without hybrid access, since that lets IAM permissions in beside the grants.
 *
 * @see https://docs.aws.amazon.com/lake-formation/latest/dg/registration-role.html
 */
export class LakeLocations extends Construct {
  readonly role: IRole;

  constructor(scope: Construct, id: string, props: LakeLocationsProps) {
    super(scope, id);
    const role = new Role(this, 'Role', {
      path: props.rolePath,
      description:
        'Lake Formation reads and writes zone buckets with it, on behalf of whom it has granted to',
      assumedBy: new ServicePrincipal('lakeformation.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    for (const bucket of props.buckets) {
      bucket.grantTables(role);
      const location = new CfnResource(this, `Location${bucket.node.id}`, {
        resourceArn: bucket.bucket.bucketArn,
        roleArn: role.roleArn,
        useServiceLinkedRole: false,
        hybridAccessEnabled: false,
      });
      location.node.addDependency(role);
    }
    this.role = role;
  }
}

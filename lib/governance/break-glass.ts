import { Duration } from 'aws-cdk-lib';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { LakeBucket } from '../constructs/lake-bucket';

export interface BreakGlassProps {
  readonly path: string;
  /** Buckets it may read past Lake Formation. */
  readonly buckets: readonly LakeBucket[];
}

/**
 * The way to the objects when Lake Formation itself is what is broken: one hour, with a second factor. Every
 * use is an AssumeRole in CloudTrail.
 */
export class BreakGlass extends Construct {
  readonly role: Role;

  constructor(scope: Construct, id: string, props: BreakGlassProps) {
    super(scope, id);
    this.role = new Role(this, 'Role', {
      path: props.path,
      description: 'Reads zones, results and failed payloads past Lake Formation in an emergency',
      assumedBy: new AccountRootPrincipal().withConditions({
        Bool: { 'aws:MultiFactorAuthPresent': 'true' },
      }),
      maxSessionDuration: Duration.hours(1),
    });
    for (const bucket of props.buckets) bucket.grantRead(this.role);
  }
}

import { AnyPrincipal, Effect, PolicyStatement, type PolicyStatementProps } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { READ_OBJECTS } from './deny-direct-reads';

export interface ForeignResultsProps {
  /** ARN of the roles that read what is below a prefix, by the prefix without its slash; nobody else does. */
  readonly owners: Readonly<Record<string, string>>;
  /** ARNs of roles that read everything: for breaking the glass. */
  readonly always: readonly string[];
}

/**
 * Denies reading results of queries to everybody but whose results they are, whatever IAM allows: what Athena
 * writes there are rows, past the filters of Lake Formation. Athena itself reads and writes them as the caller.
 *
 * Names of results are ids of queries. Listing below a prefix is denied to outsiders; listing the whole bucket
 * stays a matter of IAM, as CloudFormation looks for the bucket with it.
 *
 * @see https://docs.aws.amazon.com/athena/latest/APIReference/API_GetQueryResults.html
 */
export function denyForeignResults(bucket: IBucket, { owners, always }: ForeignResultsProps): void {
  const below = (prefix: string): string => bucket.arnForObjects(`${prefix}/*`);
  const everybody = [...Object.values(owners), ...always];
  deny(bucket, everybody, {
    sid: 'DenyListing',
    actions: ['s3:ListBucket', 's3:ListBucketVersions'],
    resources: [bucket.bucketArn],
    conditions: { StringLike: { 's3:prefix': '?*' } },
  });
  deny(bucket, always, {
    sid: 'DenyReadsElsewhere',
    actions: READ_OBJECTS,
    notResources: Object.keys(owners).map(below),
  });
  for (const [prefix, owner] of Object.entries(owners)) {
    deny(bucket, [owner, ...always], { actions: READ_OBJECTS, resources: [below(prefix)] });
  }
}

function deny(bucket: IBucket, allowedRoleArns: readonly string[], statement: PolicyStatementProps): void {
  bucket.addToResourcePolicy(
    new PolicyStatement({
      ...statement,
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      conditions: { ArnNotLike: { 'aws:PrincipalArn': [...allowedRoleArns] }, ...statement.conditions },
    }),
  );
}

import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';

/** Statement id of the deny, by which a reader finds it. */
const DENY_DIRECT_READS = 'DenyDirectReads';

/** GetObject, its versions, attributes, tags and everything else that it will be called. */
export const READ_OBJECTS = ['s3:GetObject*'];

/**
 * Denies reading objects of a bucket to everybody but the roles listed, whatever IAM allows them: people
 * reach data through Lake Formation only.
 *
 * The condition names role ARNs instead of NotPrincipal, which doesn't match assumed-role sessions.
 *
 * @param allowedRoleArns roles of services, of Lake Formation's location and for breaking the glass; `*` and `?`
 *   stand for any text
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
 */
export function denyDirectReads(bucket: IBucket, allowedRoleArns: readonly string[]): PolicyStatement {
  if (allowedRoleArns.length === 0) {
    throw new Error(`Bucket ${bucket.node.path}: nobody could read it; list the roles that may.`);
  }
  const statement = new PolicyStatement({
    sid: DENY_DIRECT_READS,
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: READ_OBJECTS,
    resources: [bucket.arnForObjects('*')],
    conditions: { ArnNotLike: { 'aws:PrincipalArn': [...allowedRoleArns] } },
  });
  const { statementAdded } = bucket.addToResourcePolicy(statement);
  if (!statementAdded)
    throw new Error(`Bucket ${bucket.node.path} takes no policy; deny reads where it is defined.`);
  return statement;
}

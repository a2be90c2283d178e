import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

const HIPAA = 'HIPAA.Security';
const SOLUTIONS = 'AwsSolutions';

/**
 * Says why a finding of a check is right as it is, below `scope`.
 *
 * @param rule short id such as `S1` of AwsSolutions or `LambdaDLQ` of the HIPAA pack
 */
export function acknowledge(scope: IConstruct, rule: string, reason: string): void {
  const pack = /^[A-Z]+[a-z]*\d+$/.test(rule) ? SOLUTIONS : HIPAA;
  Validations.of(scope).acknowledge({ id: `${pack}::${pack}-${rule}`, reason });
}

/** Findings whose reason holds for every resource of the lake. */
export function acknowledgeForAll(scope: IConstruct): void {
  acknowledge(
    scope,
    'IAMNoInlinePolicy',
    'Each policy belongs to one role, says what that role needs and goes with it.',
  );
  acknowledge(
    scope,
    'LambdaInsideVPC',
    'Functions call AWS services only, over TLS and with IAM; a VPC would add NAT and endpoints but no boundary.',
  );
  acknowledge(
    scope,
    'LambdaConcurrency',
    'API throttling, the number of shards and one run at a time bound concurrency; a reservation would take it from the account.',
  );
  acknowledge(
    scope,
    'S3BucketReplicationEnabled',
    'Objects are versioned and S3 keeps them in three zones; a copy in another region is a decision about where health data may be.',
  );
}

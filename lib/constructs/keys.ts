import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

export interface LakeKeysProps {
  readonly removalPolicy: RemovalPolicy;
}

/**
 * A key per zone, so that a permission on gold says nothing about silver, and one for what runs the lake.
 * Every key rotates yearly.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
 */
export class LakeKeys extends Construct {
  /** Bronze objects, the stream that feeds them and the payloads that landing gave up on. */
  readonly bronze: Key;
  /** Silver and staging tables. */
  readonly silver: Key;
  readonly gold: Key;
  /** Results of queries. */
  readonly results: Key;
  /** Ledger, logs, queues, topics. */
  readonly operations: Key;

  constructor(scope: Construct, id: string, props: LakeKeysProps) {
    super(scope, id);
    const key = (name: string, description: string): Key =>
      new Key(this, name, {
        description: `Headwater: ${description}`,
        enableKeyRotation: true,
        rotationPeriod: Duration.days(365),
        removalPolicy: props.removalPolicy,
        pendingWindow: Duration.days(props.removalPolicy === RemovalPolicy.DESTROY ? 7 : 30),
      });
    this.bronze = key('Bronze', 'raw records');
    this.silver = key('Silver', 'typed records');
    this.gold = key('Gold', 'aggregates');
    this.results = key('Results', 'query results');
    this.operations = key('Operations', 'ledger, logs, queues and topics');
    this.letServicesUse(this.operations);
  }

  private letServicesUse(key: Key): void {
    const { account, region, partition } = Stack.of(this);
    key.grantEncryptDecrypt(
      new ServicePrincipal('logs.amazonaws.com', {
        conditions: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${account}:log-group:*`,
          },
        },
      }),
    );
    // They publish alarms and cost notices to an encrypted topic, and put undeliverable events on encrypted queues.
    // EventBridge says no account when it publishes to a topic: the CDK lets it use the topic's key without a condition.
    for (const service of ['cloudwatch', 'budgets', 'events', 'scheduler']) {
      key.grant(
        new ServicePrincipal(`${service}.amazonaws.com`, {
          conditions: { StringEquals: { 'aws:SourceAccount': account } },
        }),
        'kms:GenerateDataKey',
        'kms:Decrypt',
      );
    }
    // It puts what a topic was told on an encrypted queue, and names the topic as the source.
    key.grant(
      new ServicePrincipal('sns.amazonaws.com', {
        conditions: { ArnLike: { 'aws:SourceArn': `arn:${partition}:sns:${region}:${account}:*` } },
      }),
      'kms:GenerateDataKey',
      'kms:Decrypt',
    );
    // A bucket with a bucket key makes CloudTrail decrypt too, and then the context isn't the trail but the bucket.
    const trail = new ServicePrincipal('cloudtrail.amazonaws.com', {
      conditions: {
        ArnLike: { 'aws:SourceArn': `arn:${partition}:cloudtrail:${region}:${account}:trail/*` },
      },
    });
    key.grant(trail, 'kms:GenerateDataKey*', 'kms:Decrypt');
    key.grant(new ServicePrincipal('cloudtrail.amazonaws.com'), 'kms:DescribeKey');
  }
}

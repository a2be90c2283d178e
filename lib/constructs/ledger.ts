import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { acknowledge } from '../nag';
import { allow } from './allow';

export interface LedgerProps {
  readonly encryptionKey: IKey;
  readonly removalPolicy: RemovalPolicy;
}

/** Attribute with the moment after which an entry may go. Seconds since 1970-01-01 UTC. */
export const EXPIRES_AT = 'expires_at';

/** Small durable facts: how far a shard has landed, what state a document is in, who transforms. */
export class Ledger extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, props: LedgerProps) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'collection', type: AttributeType.STRING },
      sortKey: { name: 'id', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: props.encryptionKey,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: EXPIRES_AT,
      removalPolicy: props.removalPolicy,
      deletionProtection: props.removalPolicy !== RemovalPolicy.DESTROY,
    });
    acknowledge(
      this,
      'DynamoDBInBackupPlan',
      'Point-in-time recovery covers 35 days; older entries have no use.',
    );
  }

  /** Lets a function read and write entries, and tells it the table's name. */
  grantReadWrite(grantee: Function, variable: string): void {
    this.allow(grantee, ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query']);
    grantee.addEnvironment(variable, this.table.tableName);
  }

  /** Lets a state machine hold and give back locks. */
  grantLock(grantee: IGrantable): void {
    this.allow(grantee, ['dynamodb:PutItem', 'dynamodb:DeleteItem']);
  }

  /** Lets a state machine keep how far it came and what gold owes, and see who holds a lock. */
  grantPositions(grantee: IGrantable): void {
    this.allow(grantee, ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem']);
  }

  /** Lets a state machine see how far others came. */
  grantLook(grantee: IGrantable): void {
    allow(grantee, { actions: ['dynamodb:GetItem'], resources: [this.table.tableArn] });
    this.table.encryptionKey?.grant(grantee, 'kms:Decrypt', 'kms:DescribeKey');
  }

  /** Lets a state machine read what gold owes, and forget it. */
  grantDebt(grantee: IGrantable): void {
    this.allow(grantee, ['dynamodb:GetItem', 'dynamodb:DeleteItem']);
  }

  private allow(grantee: IGrantable, actions: readonly string[]): void {
    allow(grantee, { actions, resources: [this.table.tableArn] });
    this.table.encryptionKey?.grant(grantee, 'kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey');
  }
}

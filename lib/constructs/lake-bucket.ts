import type { RemovalPolicy } from 'aws-cdk-lib';
import { Duration } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectOwnership,
  type IBucket,
  type LifecycleRule,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from '../nag';
import { allow, objectsBelow } from './allow';

export interface LakeBucketProps {
  /** @default keys of S3, which is all that access logs can be written with */
  readonly encryptionKey?: IKey;
  /** Where S3 writes who accessed the bucket. @default nowhere: the bucket holds access logs itself */
  readonly accessLogs?: LakeBucket;
  readonly removalPolicy: RemovalPolicy;
  /** Deletes the objects with the bucket. @default false */
  readonly deleteWithData?: boolean;
  /** Days until a replaced or deleted version goes. */
  readonly previousVersionDays: number;
  /** Days until objects expire. @default never */
  readonly expireDays?: number;
  /** More lifecycle rules. @default none */
  readonly lifecycleRules?: readonly LifecycleRule[];
}

/** A private, encrypted, versioned bucket that takes TLS only and tells EventBridge what happens in it. */
export class LakeBucket extends Construct {
  readonly bucket: IBucket;

  constructor(scope: Construct, id: string, props: LakeBucketProps) {
    super(scope, id);
    const bucket = new Bucket(this, 'Bucket', {
      encryption: props.encryptionKey ? BucketEncryption.KMS : BucketEncryption.S3_MANAGED,
      ...(props.encryptionKey && { encryptionKey: props.encryptionKey, bucketKeyEnabled: true }),
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      removalPolicy: props.removalPolicy,
      autoDeleteObjects: props.deleteWithData ?? false,
      ...(props.accessLogs && {
        serverAccessLogsBucket: props.accessLogs.bucket,
        serverAccessLogsPrefix: `${id.toLowerCase()}/`,
      }),
      lifecycleRules: [
        {
          id: 'tidy',
          abortIncompleteMultipartUploadAfter: Duration.days(7),
          noncurrentVersionExpiration: Duration.days(props.previousVersionDays),
        },
        ...(props.expireDays === undefined
          ? []
          : [{ id: 'expire', expiration: Duration.days(props.expireDays) }]),
        ...(props.lifecycleRules ?? []),
      ],
    });
    // The property of the L2 bucket would bring a Lambda function of its own to set this one field.
    (bucket.node.defaultChild as CfnBucket).notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
    // The typings of Bucket predate exactOptionalPropertyTypes.
    this.bucket = bucket as IBucket;
    if (!props.encryptionKey) {
      acknowledge(
        this,
        'S3DefaultEncryptionKMS',
        'S3 delivers access logs only to buckets encrypted with its own keys.',
      );
    }
    if (!props.accessLogs) {
      const reason = 'It holds the access logs; logging its own accesses would never end.';
      acknowledge(this, 'S1', reason);
      acknowledge(this, 'S3BucketLoggingEnabled', reason);
    }
  }

  /** Lets objects below a prefix be written once and read back. */
  grantAppend(grantee: IGrantable, prefix = ''): void {
    this.grantObjects(grantee, ['s3:PutObject', 's3:GetObject'], prefix);
    this.bucket.encryptionKey?.grant(grantee, 'kms:GenerateDataKey', 'kms:Decrypt');
  }

  /** Lets a service put down what it could not deliver. */
  grantDeliver(grantee: IGrantable): void {
    this.grantObjects(grantee, ['s3:PutObject'], '');
    this.grantList(grantee);
    this.bucket.encryptionKey?.grant(grantee, 'kms:GenerateDataKey');
  }

  /** Lets objects be read and listed. */
  grantRead(grantee: IGrantable, prefix = ''): void {
    this.grantObjects(grantee, ['s3:GetObject'], prefix);
    this.grantList(grantee);
    this.bucket.encryptionKey?.grant(grantee, 'kms:Decrypt');
  }

  /** Lets a query engine keep tables here: also delete, without which VACUUM deletes nothing. */
  grantTables(grantee: IGrantable, prefix = ''): void {
    this.grantReadWrite(grantee, prefix);
  }

  /** Lets objects be read, listed, written in one piece or in parts, moved and deleted. */
  grantReadWrite(grantee: IGrantable, prefix = ''): void {
    const actions = [
      's3:GetObject',
      's3:PutObject',
      's3:DeleteObject',
      's3:AbortMultipartUpload',
      's3:ListMultipartUploadParts',
    ];
    this.grantObjects(grantee, actions, prefix);
    this.grantList(grantee);
    this.bucket.encryptionKey?.grant(grantee, 'kms:GenerateDataKey', 'kms:Decrypt');
  }

  /** Lets names of objects be listed. */
  grantList(grantee: IGrantable): void {
    allow(grantee, {
      actions: ['s3:ListBucket', 's3:GetBucketLocation'],
      resources: [this.bucket.bucketArn],
    });
  }

  private grantObjects(grantee: IGrantable, actions: readonly string[], prefix: string): void {
    allow(grantee, {
      actions,
      resources: [this.bucket.arnForObjects(`${prefix}*`)],
      wildcard: {
        finding: objectsBelow(prefix),
        reason: 'Objects of one bucket and prefix; their names are data.',
      },
    });
  }
}

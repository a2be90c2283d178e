import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { LifecycleRule } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Environment } from '../config';
import type { Dataset } from '../../core/contracts';
import type { LakeKeys } from './keys';
import { DOCUMENT_PREFIXES } from '../../core/environment-names';
import { LakeBucket } from './lake-bucket';

export interface ZonesProps {
  readonly environment: Environment;
  readonly keys: LakeKeys;
  readonly datasets: readonly Dataset[];
}

/** The buckets of the lake. */
export class Zones extends Construct {
  readonly accessLogs: LakeBucket;
  /** Records as they came: `<dataset>/YYYY/MM/DD/`. */
  readonly bronze: LakeBucket;
  /** Iceberg tables of the databases silver and staging. */
  readonly silver: LakeBucket;
  readonly gold: LakeBucket;
  /** Results of queries, each workgroup below a prefix of its own. */
  readonly results: LakeBucket;
  /** Payloads that landing gave up on. */
  readonly failures: LakeBucket;

  constructor(scope: Construct, id: string, props: ZonesProps) {
    super(scope, id);
    const { environment, keys } = props;
    const { retention } = environment;
    const common = {
      removalPolicy: removalPolicy(environment),
      deleteWithData: environment.deleteBucketsWithData,
      previousVersionDays: retention.previousVersionDays,
    };
    this.accessLogs = new LakeBucket(this, 'AccessLogs', { ...common, expireDays: retention.accessLogDays });
    const logged = { ...common, accessLogs: this.accessLogs };
    this.bronze = new LakeBucket(this, 'Bronze', {
      ...logged,
      encryptionKey: keys.bronze,
      lifecycleRules: [
        ...props.datasets.flatMap(expiryOf),
        // What a broken connection has left of a document; the next pass takes it anew.
        {
          id: 'expire-incoming-documents',
          prefix: `${DOCUMENT_PREFIXES.incoming}/`,
          expiration: Duration.days(1),
        },
      ],
    });
    this.silver = new LakeBucket(this, 'Silver', { ...logged, encryptionKey: keys.silver });
    this.gold = new LakeBucket(this, 'Gold', { ...logged, encryptionKey: keys.gold });
    this.results = new LakeBucket(this, 'Results', {
      ...logged,
      encryptionKey: keys.results,
      expireDays: retention.queryResultDays,
    });
    this.failures = new LakeBucket(this, 'Failures', {
      ...logged,
      encryptionKey: keys.bronze,
      expireDays: retention.failureDays,
    });
  }
}

/** What becomes of data when its stack goes. */
export function removalPolicy(environment: Environment): RemovalPolicy {
  return environment.removalPolicy === 'destroy' ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
}

function expiryOf({ name, bronze, retentionDays }: Dataset): LifecycleRule[] {
  if (retentionDays === undefined) return [];
  return [{ id: `expire-${name}`, prefix: `${bronze}/`, expiration: Duration.days(retentionDays) }];
}

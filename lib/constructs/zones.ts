import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { LifecycleRule } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Environment } from '../config';
import type { Dataset } from '../../core/contracts';
import type { LakeKeys } from './keys';
import type { SourcePrefix } from '../../core/sources';
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
        ...sourcePrefixes(environment).flatMap(expiryBelow),
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

/** What the environment's sources keep in bronze beside records. */
export function sourcePrefixes({ sources }: Pick<Environment, 'sources'>): SourcePrefix[] {
  const all = sources.flatMap(({ name, kind, settings }) => [
    ...(kind.prefixes ?? []),
    ...(kind.prefixesOf?.(name, settings) ?? []),
  ]);
  return [...new Map(all.map((each) => [each.prefix, each])).values()];
}

function expiryBelow({ prefix, expireDays }: SourcePrefix): LifecycleRule[] {
  if (expireDays === undefined) return [];
  const id = `expire-${prefix.replaceAll(/[^a-z0-9]+/g, '-')}`;
  return [{ id, prefix: `${prefix}/`, expiration: Duration.days(expireDays) }];
}

function expiryOf({ name, bronze, retentionDays }: Dataset): LifecycleRule[] {
  if (retentionDays === undefined) return [];
  return [{ id: `expire-${name}`, prefix: `${bronze}/`, expiration: Duration.days(retentionDays) }];
}

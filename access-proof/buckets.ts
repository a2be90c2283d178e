import { workGroupsOf } from './results';
import type { Templates } from './template';

interface BucketProperties {
  readonly BucketEncryption?: {
    readonly ServerSideEncryptionConfiguration?: readonly {
      readonly ServerSideEncryptionByDefault?: { readonly KMSMasterKeyID?: string };
    }[];
  };
  readonly LoggingConfiguration?: { readonly DestinationBucketName?: string };
}

/** A bucket in which records can stand. */
export interface DataBucket {
  readonly arn: string;
  /** What `Ref` gives of it. */
  readonly ref: string;
  /** The key its objects are encrypted with; undefined when the templates don't say. */
  readonly keyArn?: string;
}

/** Every bucket but those that only take access logs or the audit trail, which hold no records. */
export function dataBuckets(templates: Templates): DataBucket[] {
  const all = templates.ofType<BucketProperties>('AWS::S3::Bucket');
  const trails = templates.ofType<{ S3BucketName?: string }>('AWS::CloudTrail::Trail');
  const sinks = new Set([
    ...all.map(({ properties }) => properties.LoggingConfiguration?.DestinationBucketName),
    ...trails.map(({ properties }) => properties.S3BucketName),
  ]);
  const filled = new Set([
    ...workGroupsOf(templates).map(({ bucketArn }) => bucketArn),
    ...databaseLocations(templates).map(({ arn }) => arn.split('/')[0]),
  ]);
  return all
    .filter(({ ref, arn }) => filled.has(arn) || !sinks.has(ref))
    .map(({ arn, ref }) => {
      const keyArn = keyOf(templates, arn);
      return { arn, ref, ...(keyArn !== undefined && { keyArn }) };
    });
}

/** Where databases that have a location keep their tables, as ARNs. */
export function databaseLocations(templates: Templates): { database: string; arn: string }[] {
  return templates
    .ofType<{ DatabaseInput: { Name: string; LocationUri?: string } }>('AWS::Glue::Database')
    .flatMap(({ properties: { DatabaseInput } }) => {
      const { Name: database, LocationUri } = DatabaseInput;
      if (LocationUri === undefined) return [];
      return [{ database, arn: LocationUri.toLowerCase().replace(/^s3:\/\//, 'arn:aws:s3:::') }];
    });
}

/** The key with which a bucket encrypts what doesn't name another. */
export function keyOf(templates: Templates, bucketArn: string): string | undefined {
  return templates.ofType<BucketProperties>('AWS::S3::Bucket').find(({ arn }) => arn === bucketArn)
    ?.properties.BucketEncryption?.ServerSideEncryptionConfiguration?.[0]?.ServerSideEncryptionByDefault
    ?.KMSMasterKeyID;
}

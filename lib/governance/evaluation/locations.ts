import type { IamState } from './iam';
import type { Templates } from './template';

/** Where a database keeps its tables, and whether Lake Formation vends credentials for it. */
export interface LocationState {
  readonly database: string;
  readonly bucketArn: string;
  /** The key its objects are encrypted with; undefined when the templates don't say. */
  readonly keyArn?: string;
  /** Undefined: as it must be. */
  readonly problem?: string;
}

interface BucketProperties {
  readonly BucketEncryption?: {
    readonly ServerSideEncryptionConfiguration?: readonly {
      readonly ServerSideEncryptionByDefault?: { readonly KMSMasterKeyID?: string };
    }[];
  };
}

interface Registration {
  readonly ResourceArn: string;
  readonly RoleArn?: string;
  readonly UseServiceLinkedRole?: boolean;
  readonly HybridAccessEnabled?: boolean;
}

/** Judges the location of every database that the templates declare with one. */
export async function locationsOf(templates: Templates, iam: IamState): Promise<LocationState[]> {
  const registrations = templates
    .ofType<Registration>('AWS::LakeFormation::Resource')
    .map(({ properties }) => properties);
  const located = templates
    .ofType<{ DatabaseInput: { Name: string; LocationUri?: string } }>('AWS::Glue::Database')
    .flatMap(({ properties: { DatabaseInput } }) =>
      DatabaseInput.LocationUri === undefined
        ? []
        : [
            {
              database: DatabaseInput.Name,
              arn: DatabaseInput.LocationUri.toLowerCase().replace(/^s3:\/\//, 'arn:aws:s3:::'),
            },
          ],
    );
  return Promise.all(
    located.map(async ({ database, arn }) => {
      const bucketArn = arn.split('/')[0] ?? arn;
      const registration = registrations.find(({ ResourceArn }) => isWithin(arn, ResourceArn));
      const keyArn = keyOf(templates, bucketArn);
      const problem = await problemOf(registration, bucketArn, keyArn, iam);
      return {
        database,
        bucketArn,
        ...(keyArn !== undefined && { keyArn }),
        ...(problem !== undefined && { problem }),
      };
    }),
  );
}

async function problemOf(
  registration: Registration | undefined,
  bucketArn: string,
  keyArn: string | undefined,
  iam: IamState,
): Promise<string | undefined> {
  if (!registration) return 'is not registered with Lake Formation';
  if (registration.HybridAccessEnabled !== false)
    return 'is registered in hybrid access mode, which lets IAM permissions in';
  if (registration.UseServiceLinkedRole || registration.RoleArn === undefined)
    return 'is registered with the service-linked role';
  const role = iam.principal(registration.RoleArn);
  if (!(await iam.allows(role, 's3:GetObject', `${bucketArn}/any`)))
    return 'cannot be read by the role it is registered with';
  if (keyArn === undefined) return 'is not encrypted with a key of the lake';
  if (!(await iam.allows(role, 'kms:Decrypt', keyArn)))
    return 'cannot be decrypted by the role it is registered with';
  return undefined;
}

function keyOf(templates: Templates, bucketArn: string): string | undefined {
  return templates.ofType<BucketProperties>('AWS::S3::Bucket').find(({ arn }) => arn === bucketArn)
    ?.properties.BucketEncryption?.ServerSideEncryptionConfiguration?.[0]?.ServerSideEncryptionByDefault
    ?.KMSMasterKeyID;
}

function isWithin(arn: string, registered: string): boolean {
  const prefix = registered.toLowerCase().replace(/\/?\*?$/, '');
  return arn === prefix || arn.startsWith(`${prefix}/`);
}

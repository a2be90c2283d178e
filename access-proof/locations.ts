import { databaseLocations, keyOf } from './buckets';
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

interface Registration {
  readonly ResourceArn: string;
  readonly RoleArn?: string;
  readonly UseServiceLinkedRole?: boolean;
  readonly HybridAccessEnabled?: boolean;
}

/** Judges the location of every database that the templates declare with one. */
export function locationsOf(templates: Templates, iam: IamState): LocationState[] {
  const registrations = templates
    .ofType<Registration>('AWS::LakeFormation::Resource')
    .map(({ properties }) => properties);
  return databaseLocations(templates).map(({ database, arn }) => {
    const bucketArn = arn.split('/')[0] ?? arn;
    const keyArn = keyOf(templates, bucketArn);
    // One of a part of the location would hold for that part.
    const overlapping = registrations.filter(
      ({ ResourceArn }) =>
        isWithin(arn, ResourceArn.toLowerCase()) || isWithin(ResourceArn.toLowerCase(), arn),
    );
    const problems = overlapping.map((registration) => problemOf(registration, bucketArn, keyArn, iam));
    const problem = overlapping.some(({ ResourceArn }) => isWithin(arn, ResourceArn.toLowerCase()))
      ? problems.find((each) => each !== undefined)
      : 'is not registered with Lake Formation';
    return {
      database,
      bucketArn,
      ...(keyArn !== undefined && { keyArn }),
      ...(problem !== undefined && { problem }),
    };
  });
}

function problemOf(
  registration: Registration,
  bucketArn: string,
  keyArn: string | undefined,
  iam: IamState,
): string | undefined {
  if (registration.HybridAccessEnabled !== false)
    return 'is registered in hybrid access mode, which lets IAM permissions in';
  if (registration.UseServiceLinkedRole || registration.RoleArn === undefined)
    return 'is registered with the service-linked role';
  const role = iam.role(registration.RoleArn)?.principal;
  if (!role) return `is registered with ${registration.RoleArn}, which no template declares`;
  if (!iam.allows(role, 's3:GetObject', `${bucketArn}/any`))
    return 'cannot be read by the role it is registered with';
  if (keyArn === undefined) return 'is not encrypted with a key of the lake';
  if (!iam.allows(role, 'kms:Decrypt', keyArn))
    return 'cannot be decrypted by the role it is registered with';
  return undefined;
}

function isWithin(arn: string, registered: string): boolean {
  const prefix = registered.replace(/\/?\*?$/, '');
  return arn === prefix || arn.startsWith(`${prefix}/`);
}

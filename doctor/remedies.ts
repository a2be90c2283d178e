import type { Target } from './expectation';
import type { ObservedTags } from './observation';

/** The part of a grant that a command needs. */
export interface Grantee {
  readonly principal: string;
  readonly permissions: readonly string[];
  readonly grantable?: readonly string[];
  /** The resource in the words of the API. */
  readonly resource: object;
}

/** @see https://docs.aws.amazon.com/cli/latest/reference/lakeformation/revoke-permissions.html */
export function revoke(grantee: Grantee, target: Target): string {
  return permissionsCommand('revoke-permissions', grantee, target);
}

/** @see https://docs.aws.amazon.com/cli/latest/reference/lakeformation/grant-permissions.html */
export function grant(grantee: Grantee, target: Target): string {
  return permissionsCommand('grant-permissions', grantee, target);
}

/** @see https://docs.aws.amazon.com/cli/latest/reference/lakeformation/add-lf-tags-to-resource.html */
export function addTags(resource: object, tags: ObservedTags, target: Target): string {
  const pairs = Object.entries(tags).map(([TagKey, value]) => ({ TagKey, TagValues: [value] }));
  return tagsCommand('add-lf-tags-to-resource', resource, pairs, target);
}

/** @see https://docs.aws.amazon.com/cli/latest/reference/lakeformation/remove-lf-tags-from-resource.html */
export function removeTags(resource: object, tags: ObservedTags, target: Target): string {
  const pairs = Object.entries(tags).map(([TagKey, value]) => ({ TagKey, TagValues: [value] }));
  return tagsCommand('remove-lf-tags-from-resource', resource, pairs, target);
}

/** How to have every table, and the tags of tables and columns, made what the contracts say. */
export function migrate({ namePrefix, region }: Target): string {
  return (
    `run the table migration, with which every transformation begins: aws stepfunctions start-execution ` +
    `--region ${region} --state-machine-arn ARN (the output TransformationArn of ${namePrefix}-transformation)`
  );
}

/** `aws service command --region R`, and more options as they are. */
export function aws(service: string, command: string, { region }: Target, ...options: string[]): string {
  return ['aws', service, command, '--region', region, ...options].join(' ');
}

/** An argument for a POSIX shell. */
export function quoted(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /^[\w:/.=@+-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function permissionsCommand(command: string, grantee: Grantee, target: Target): string {
  const { principal, permissions, grantable = [], resource } = grantee;
  return aws(
    'lakeformation',
    command,
    target,
    `--principal ${quoted(`DataLakePrincipalIdentifier=${principal}`)}`,
    `--permissions ${permissions.join(' ')}`,
    ...(grantable.length > 0 ? [`--permissions-with-grant-option ${grantable.join(' ')}`] : []),
    `--resource ${quoted(resource)}`,
  );
}

function tagsCommand(command: string, resource: object, tags: readonly object[], target: Target): string {
  return aws('lakeformation', command, target, `--resource ${quoted(resource)}`, `--lf-tags ${quoted(tags)}`);
}

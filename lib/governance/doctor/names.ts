import type { Expectation, ObservedPermission } from './observation';

/** The lake's own roles, and the role that deploys it. */
export function isOfLake(principal: string, { account, servicePath }: Expectation): boolean {
  const service = `arn:aws[a-z-]*:iam::${account}:role${servicePath}`;
  const deploy = `arn:aws[a-z-]*:iam::${account}:role/cdk-[a-z0-9]+-cfn-exec-role-`;
  return new RegExp(`^(${service}|${deploy})`).test(principal);
}

/** `role/path/name` and `assumed-role/name/session` both give the name. */
export function roleName(arn: string): string {
  const [, kind, ...rest] = /:(role|assumed-role)\/(.+)$/.exec(arn) ?? [];
  const parts = (rest[0] ?? arn).split('/');
  return (kind === 'assumed-role' ? parts[0] : parts.at(-1)) ?? arn;
}

/** A resource in words; the same for the same resource. */
export function describe(resource: ObservedPermission['resource']): string {
  switch (resource.kind) {
    case 'tags': {
      const pairs = Object.entries(resource.expression).map(
        ([key, values]) => `${key}=${[...values].sort().join('|')}`,
      );
      return `every ${resource.resourceType.toLowerCase()} with ${pairs.sort().join(' and ')}`;
    }
    case 'cells':
      return `filter ${resource.filter} of ${resource.database}.${resource.table}`;
    case 'database':
      return `database ${resource.database}`;
    case 'table':
      return `${resource.database}.${resource.table}`;
    case 'other':
      return 'another resource';
  }
}

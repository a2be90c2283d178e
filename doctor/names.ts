import type { Target } from './expectation';
import type { ObservedResource } from './observation';

/** The role with which CloudFormation deploys the lake's stacks. */
export function isDeployer(principal: string, { partition, account, region }: Target): boolean {
  return new RegExp(
    `^arn:${partition}:iam::${account}:role/cdk-[a-z0-9]+-cfn-exec-role-${account}-${region}$`,
  ).test(principal);
}

/** A role with which the lake itself works. */
export function isService(principal: string, { partition, account, servicePath }: Target): boolean {
  return principal.startsWith(`arn:${partition}:iam::${account}:role${servicePath}`);
}

/** The lake's own roles, and the role that deploys it. */
export function isOfLake(principal: string, target: Target): boolean {
  return isService(principal, target) || isDeployer(principal, target);
}

/** The role of a persona. */
export function personaArn(persona: string, { partition, account, namePrefix }: Target): string {
  return `arn:${partition}:iam::${account}:role/${namePrefix}-${persona}`;
}

/** `role/path/name` and `assumed-role/name/session` both give the name; others stay as they are. */
export function roleName(arn: string): string {
  const [, kind, ...rest] = /:(role|assumed-role)\/(.+)$/.exec(arn) ?? [];
  const parts = (rest[0] ?? arn).split('/');
  return (kind === 'assumed-role' ? parts[0] : parts.at(-1)) ?? arn;
}

/** A resource in words; the same for the same resource. */
export function describe(resource: ObservedResource): string {
  switch (resource.kind) {
    case 'tags': {
      const pairs = Object.entries(resource.expression).map(
        ([key, values]) => `${key}=${[...values].sort().join('|')}`,
      );
      return `every ${resource.resourceType.toLowerCase()} with ${pairs.sort().join(' and ')}`;
    }
    case 'saved-expression':
      return `what the saved tag expression ${resource.name} matches`;
    case 'cells':
      return `filter ${resource.filter} of ${resource.database}.${resource.table}`;
    case 'database':
      return `database ${resource.database}`;
    case 'table':
      return `${resource.database}.${resource.table}`;
    case 'location':
      return resource.arn;
    case 'lf-tag':
      return `LF-tag ${resource.key}`;
    case 'catalog':
      return 'the catalog';
    case 'other':
      return 'another resource';
  }
}

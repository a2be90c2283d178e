import { PERSONA_TAG } from '../core/governance/persona';
import type { Evaluation } from './evaluate';
import type { Role } from './iam';
import { allowsOf } from './statement';

/** What a role of the lake is there for. */
export type RoleKind = 'persona' | 'break-glass' | 'service';

/** Roles on a path with this part are for emergencies. */
const BREAK_GLASS = '/break-glass/';

/** A role is a service's unless it says otherwise; that only services take it on is checked. */
export function kindOf({ resource: { properties } }: Role): RoleKind {
  if (properties.Tags?.some(({ Key }) => Key === PERSONA_TAG)) return 'persona';
  return (properties.Path ?? '/').endsWith(BREAK_GLASS) ? 'break-glass' : 'service';
}

/** Whether nobody but AWS services may take a role on, as far as its trust policy says. */
export function isForServices({ resource: { properties } }: Role): boolean {
  return allowsOf(properties.AssumeRolePolicyDocument).every(
    ({ principals, negations }) =>
      negations.length === 0 && principals.length > 0 && principals.every(isService),
  );
}

export function isService({ kind, value }: { readonly kind: string; readonly value: string }): boolean {
  return kind === 'Service' && /^[a-z0-9.-]+\.amazonaws\.com$/.test(value);
}

/** Whether an ARN is one of a role that the templates declare and that isn't a persona's. */
export function isOwnRole({ iam }: Evaluation, arn: string): boolean {
  return iam.roles.some((role) => role.principal.arn === arn && kindOf(role) !== 'persona');
}

/**
 * Whether an ARN is of a path on which the lake keeps roles of its own, declared or not: policies let in all roles
 * of such a path. `/` is nobody's own.
 */
export function isOnOwnPath({ iam, templates }: Evaluation, arn: string): boolean {
  return iam.roles
    .filter((role) => kindOf(role) === 'break-glass' || (kindOf(role) === 'service' && isForServices(role)))
    .map(({ resource }) => resource.properties.Path ?? '/')
    .some(
      (path) => path !== '/' && arn.startsWith(`arn:aws:iam::${templates.environment.account}:role${path}`),
    );
}

import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeWildcard } from '../nag';

export interface Permission {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Conditions of the statement. @default none */
  readonly conditions?: Record<string, Record<string, unknown>>;
  /** Why a resource has a wildcard. @default none has one */
  readonly wildcard?: { readonly finding: RegExp; readonly reason: string };
}

/** Adds a permission to the principal's own policy, and the reason of its wildcard beside it. */
export function allow(grantee: IGrantable, permission: Permission): Grant {
  const { grantPrincipal } = grantee;
  if (permission.wildcard && Construct.isConstruct(grantPrincipal)) {
    acknowledgeWildcard(grantPrincipal, permission.wildcard.finding, permission.wildcard.reason);
  }
  return Grant.addToPrincipal({
    grantee,
    actions: [...permission.actions],
    resourceArns: [...permission.resources],
    ...(permission.conditions && { conditions: permission.conditions }),
  });
}

/** Matches the finding for objects of a bucket below a prefix, in this stack or another. */
export function objectsBelow(prefix: string): RegExp {
  const literal = prefix.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^Resource::(<\\w+\\.Arn>|[\\w-]+:ExportsOutput\\w+)/${literal}\\*$`);
}

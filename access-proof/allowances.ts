import { isActionWithin, isWithin } from './pattern';
import { allowsOf, type Statement } from './statement';
import type { NamedPolicy } from './stated-policies';

/** Actions that somebody may be allowed, and on what. */
export interface Allowance {
  /** In which `*` is the only wildcard. */
  readonly actions: readonly string[];
  /** ARNs, in which `*` is the only wildcard. */
  readonly resources: readonly string[];
  /** A condition key, lower case, that every allowing statement must hold to these values. @default none */
  readonly only?: { readonly key: string; readonly values: readonly string[] };
}

const HOLDING = ['StringEquals', 'StringLike'];

/**
 * What policies allow beyond the allowances, one sentence each. Denies, conditions that no allowance asks for
 * and permission boundaries only narrow a policy, so they are left out of account.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function beyondAllowances(
  policies: readonly NamedPolicy[],
  allowances: readonly Allowance[],
): string[] {
  const problems = policies.flatMap(({ name, policy }) =>
    allowsOf(policy).flatMap((statement) => {
      const { negations, actions, resources } = statement;
      if (negations.length > 0)
        return [`may do whatever ${negations.join(' and ')} leaves it (${name}); list what it may do`];
      return actions.flatMap((action) =>
        (resources.length > 0 ? resources : ['*'])
          .filter((resource) => !allowances.some((each) => covers(each, statement, action, resource)))
          .map((resource) => `may ${action} on ${resource} (${name}); ${expected(action, allowances)}`),
      );
    }),
  );
  return [...new Set(problems)];
}

function covers(allowance: Allowance, statement: Statement, action: string, resource: string): boolean {
  const { actions, resources, only } = allowance;
  return (
    actions.some((each) => isActionWithin(action, each)) &&
    resources.some((each) => isWithin(resource, each)) &&
    (only === undefined || isHeld(statement, only))
  );
}

function isHeld({ conditions }: Statement, { key, values }: NonNullable<Allowance['only']>): boolean {
  return conditions.some(
    (condition) =>
      HOLDING.includes(condition.operator) &&
      condition.key === key &&
      condition.values.every((value) => values.some((each) => isWithin(value, each))),
  );
}

function expected(action: string, allowances: readonly Allowance[]): string {
  const due = allowances.filter(({ actions }) => actions.some((each) => isActionWithin(action, each)));
  if (due.length === 0) return 'that is no action it needs';
  const where = due.map(({ resources, only }) =>
    [resources.join(', '), ...(only ? [`with ${only.key} ${only.values.join(', ')}`] : [])].join(' '),
  );
  return `expected on ${where.join('; ')} at most`;
}

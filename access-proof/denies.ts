import { exampleOf } from './pattern';
import { statementsOf, type PolicyDocument } from './statement';

/** The one thing about a reader that a deny may depend on: it can be told from here, and nobody can choose it. */
export const WHO = 'aws:principalarn';

/** Those denies of a policy that depend on nothing but the condition keys given, so that they always hold. */
export function deniesOf(
  policy: PolicyDocument | undefined,
  keys: readonly string[],
): PolicyDocument | undefined {
  const denies = statementsOf(policy).filter(
    ({ allows, negations, conditions }) =>
      // Neither NotPrincipal nor a principal by name is sure to meet the session of a role.
      !allows && !negations.includes('NotPrincipal') && conditions.every(({ key }) => keys.includes(key)),
  );
  if (denies.length === 0) return undefined;
  return { Version: '2012-10-17', Statement: denies.map(({ json }) => json) };
}

/**
 * ARNs of who is not of the lake: people and roles of other kinds, and for every pattern of a condition on who
 * asks, somebody whom it would let in.
 */
export function readersBeside(policy: PolicyDocument | undefined, account: string): string[] {
  const patterns = statementsOf(policy).flatMap(({ conditions }) =>
    conditions.filter(({ key }) => key === WHO).flatMap(({ values }) => values),
  );
  const strangers = [
    'role/Admin',
    'role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_AdministratorAccess_0123456789abcdef',
    'role/service-role/another-service',
    'user/somebody',
    'root',
  ].map((name) => `arn:aws:iam::${account}:${name}`);
  return [...strangers, ...patterns.map(exampleOf)];
}

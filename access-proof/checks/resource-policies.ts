import type { Finding } from '../finding';
import type { Evaluation } from '../evaluate';
import { isOwnRole, isService } from '../lake-roles';
import type { Proof } from '../proof';
import { allowsOf, type PolicyDocument, type StatedPrincipal } from '../statement';
import type { Resource } from '../template';

/** Their documents are those of identities and trust policies, which other checks read. */
const IDENTITY = /^AWS::IAM::/;

/**
 * No policy of a bucket, key, queue, topic, stream, table or function lets in anybody but services and the lake's
 * own roles: within an account such a policy is enough without a permission of one's own.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-resource.html
 */
export function checkResourcePolicies({ evaluation }: Proof): Finding[] {
  const withPolicy = evaluation.templates.where(
    ({ Type, Properties }) =>
      !IDENTITY.test(Type) && (Type === 'AWS::Lambda::Permission' || documentsIn(Properties).length > 0),
  );
  return withPolicy.flatMap((resource) =>
    letIn(resource)
      .filter((principal) => !mayBeLetIn(principal, evaluation))
      .map(({ value }): Finding => ({
        rule: 'resource-policy',
        subject: resource.logicalId,
        message: `${resource.logicalId} (${resource.type}) lets ${value} in itself; leave that to IAM and Lake Formation`,
      })),
  );
}

function letIn({ type, properties }: Resource): StatedPrincipal[] {
  if (type === 'AWS::Lambda::Permission') {
    const value = String(properties.Principal);
    return [{ kind: value.includes('.') ? 'Service' : 'AWS', value }];
  }
  return documentsIn(properties).flatMap((document) =>
    allowsOf(document).flatMap(({ principals, negations }) =>
      negations.includes('NotPrincipal') ? [{ kind: '*', value: 'everybody but a few' }] : principals,
    ),
  );
}

function mayBeLetIn(principal: StatedPrincipal, evaluation: Evaluation): boolean {
  const { account } = evaluation.templates.environment;
  // The account itself: its policies decide which of its principals may.
  const own = [`arn:aws:iam::${account}:root`, account];
  return (
    isService(principal) ||
    (principal.kind === 'AWS' && (own.includes(principal.value) || isOwnRole(evaluation, principal.value)))
  );
}

/** Policy documents anywhere within a value. */
function documentsIn(value: unknown): PolicyDocument[] {
  if (Array.isArray(value)) return value.flatMap(documentsIn);
  if (typeof value !== 'object' || value === null) return [];
  if ('Statement' in value) return [value];
  return Object.values(value).flatMap(documentsIn);
}

import { PERSONA_TAG } from '../../core/governance/persona';
import type { Finding } from '../finding';
import { kindOf } from '../lake-roles';
import type { Proof } from '../proof';
import { attachmentsOf, unknownPoliciesOf } from '../stated-policies';

/** Types by which somebody gets permissions without taking on a role. */
const STANDING = /^AWS::IAM::(User|Group|UserPolicy|GroupPolicy|UserToGroupAddition|AccessKey)$/;

/**
 * Each persona is one role, and nobody has permissions but by a role of the templates whose policies are all
 * stated there.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-users-federation-idp
 */
export function checkIdentities({ evaluation, personas }: Proof): Finding[] {
  return [...checkRolesOfPersonas({ evaluation, personas }), ...checkPolicies(evaluation)];
}

function checkRolesOfPersonas({ evaluation, personas }: Pick<Proof, 'evaluation' | 'personas'>): Finding[] {
  const tagged = evaluation.personas.map(({ persona }) => persona);
  const missing = personas
    .filter(({ name }) => !tagged.includes(name))
    .map(({ name }): Finding => ({
      rule: 'withheld',
      subject: name,
      message: `${name} has no role in the templates`,
    }));
  const unexpected = [...new Set(tagged)].flatMap((name) => {
    const roles = tagged.filter((each) => each === name).length;
    const problem = personas.some((persona) => persona.name === name)
      ? roles > 1 && `is the ${PERSONA_TAG} of ${roles} roles; a persona has one`
      : `is the ${PERSONA_TAG} of a role, but no persona of the configuration`;
    return problem === false ? [] : [identity(name, problem)];
  });
  return [...missing, ...unexpected];
}

function checkPolicies({ iam, templates }: Proof['evaluation']): Finding[] {
  const roleNames = iam.roles.map(({ resource }) => resource.ref.toLowerCase());
  return [
    ...templates
      .where(({ Type }) => STANDING.test(Type))
      .map(({ type, logicalId }) => identity(logicalId, `is ${type}; permissions come by personas only`)),
    ...templates
      .where(
        ({ Type, Properties = {} }) =>
          /^AWS::IAM::(Managed)?Policy$/.test(Type) && ('Users' in Properties || 'Groups' in Properties),
      )
      .map(({ logicalId }) => identity(logicalId, 'gives users or groups permissions; give them to a role')),
    ...attachmentsOf(templates).flatMap(({ policy, roles }) =>
      roles
        .filter((name) => !roleNames.includes(name))
        .map((name) =>
          identity(policy.name, `gives permissions to role ${name}, which no template declares`),
        ),
    ),
    ...iam.roles
      .filter((role) => kindOf(role) !== 'service')
      .flatMap(({ resource }) =>
        unknownPoliciesOf(templates, resource).map((arn) =>
          identity(resource.ref, `has policy ${arn}, which no template states; write it out`),
        ),
      ),
  ];
}

function identity(subject: string, problem: string): Finding {
  return { rule: 'identity', subject, message: `${subject} ${problem}` };
}

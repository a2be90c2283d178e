import type { PersonaConfig } from '../../core/governance/persona';
import { CONSOLE_SESSION } from '../../core/governance/persona';
import { trustedRoleArns } from '../../core/governance/trust';
import type { Finding } from '../finding';
import type { Role } from '../iam';
import { isForServices, kindOf } from '../lake-roles';
import type { Proof } from '../proof';
import { consoleRole } from './console';
import { allowsOf, type Statement } from '../statement';

/** A trust policy's allow, as configuration asks for it. */
interface Trust {
  readonly kind: 'AWS' | 'Federated';
  readonly values: readonly string[];
  readonly action: string;
  /** A condition that must be set, for some of these values. @default none */
  readonly condition?: {
    readonly operator: string;
    readonly key: string;
    readonly values: readonly string[];
  };
}

/**
 * Whom an assertion has to be made for: one for another relying party of the provider doesn't count.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html
 */
const SIGN_IN = 'https://signin.aws.amazon.com/saml';

const SECOND_FACTOR = { operator: 'Bool', key: 'aws:multifactorauthpresent', values: ['true'] };

/**
 * A persona's role is taken on by whom configuration says, the break-glass role by principals of the account
 * with a second factor, every other role by AWS services.
 *
 * `Bool` and not `BoolIfExists`: the key is missing from requests made with long-lived credentials.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 */
export function checkTrust({ evaluation, personas }: Proof): Finding[] {
  const { iam, templates } = evaluation;
  const { account } = templates.environment;
  const console = consoleRole(evaluation)?.principal.arn;
  return iam.roles.flatMap((role): Finding[] => {
    switch (kindOf(role)) {
      case 'persona': {
        const found = evaluation.personas.find((each) => each.role === role);
        const persona = personas.find(({ name }) => name === found?.persona);
        return persona ? problemsOf(role, persona.name, trustOf(persona, account), console) : [];
      }
      case 'break-glass':
        return problemsOf(role, 'break-glass', { ...inAccount(account), condition: SECOND_FACTOR });
      case 'service':
        return isForServices(role)
          ? []
          : [
              trust(
                role.resource.logicalId,
                `can be taken on by ${whoMay(role)}; it is no persona's, so only services may`,
              ),
            ];
    }
  });
}

function trustOf({ trust: config }: PersonaConfig, account: string): Trust {
  switch (config.kind) {
    case 'account':
      return { ...inAccount(account), ...(config.mfa && { condition: SECOND_FACTOR }) };
    case 'saml':
      return {
        kind: 'Federated',
        values: [config.providerArn],
        action: 'sts:AssumeRoleWithSAML',
        condition: { operator: 'StringEquals', key: 'saml:aud', values: [SIGN_IN] },
      };
    case 'roles':
    case 'identity-center': {
      const values = trustedRoleArns(config, (resource) => `arn:aws:iam::${account}:${resource}`);
      const accounts = values.map((arn) => inAccount(arn.split(':')[4] ?? ''));
      return {
        ...inAccount(account),
        values: accounts.flatMap((each) => each.values),
        condition: { operator: 'ArnLike', key: 'aws:principalarn', values },
      };
    }
  }
}

function inAccount(account: string): Trust {
  return { kind: 'AWS', values: [`arn:aws:iam::${account}:root`, account], action: 'sts:AssumeRole' };
}

/** Whether a statement lets in the console alone, in sessions that say for whom. */
function isForConsole({ negations, principals, actions, conditions }: Statement, arn: string): boolean {
  const holds = (operator: string, key: string, value: string): boolean =>
    conditions.some(
      (each) => each.operator === operator && each.key === key && String(each.values) === value,
    );
  return (
    negations.length === 0 &&
    principals.every(({ kind }) => kind === 'AWS') &&
    actions.every((action) => CONSOLE_ACTIONS.includes(action.toLowerCase())) &&
    holds('ArnEquals', 'aws:principalarn', arn) &&
    holds('StringLike', 'sts:rolesessionname', `${CONSOLE_SESSION}*`) &&
    holds('StringLike', 'sts:sourceidentity', '?*')
  );
}

const CONSOLE_ACTIONS = ['sts:assumerole', 'sts:setsourceidentity'];

/** @param console ARN of its role. @default there is none */
function problemsOf(role: Role, subject: string, expected: Trust, console?: string): Finding[] {
  const allows = allowsOf(role.resource.properties.AssumeRolePolicyDocument).filter(
    (statement) => console === undefined || !isForConsole(statement, console),
  );
  if (allows.length === 0)
    return [{ rule: 'withheld', subject, message: `${subject} can be taken on by nobody` }];
  return allows.flatMap((statement) =>
    deviations(statement, expected).map((problem) => trust(subject, problem)),
  );
}

function deviations(statement: Statement, { kind, values, action, condition }: Trust): string[] {
  const { principals, negations, actions, conditions } = statement;
  if (negations.length > 0) return [`has ${negations.join(' and ')} in its trust policy; name who may`];
  const strangers = principals.filter((each) => each.kind !== kind || !values.includes(each.value));
  const others = actions.filter((each) => each.toLowerCase() !== action.toLowerCase());
  const isHeld =
    condition === undefined ||
    conditions.some(
      ({ operator, key, values: held }) =>
        operator === condition.operator &&
        key === condition.key &&
        held.length > 0 &&
        held.every((value) => condition.values.includes(value)),
    );
  return [
    ...(strangers.length > 0
      ? [`can be taken on by ${strangers.map(({ value }) => value).join(', ')}; expected ${values[0]}`]
      : []),
    ...(others.length > 0 ? [`allows ${others.join(', ')} in its trust policy; expected ${action}`] : []),
    ...(isHeld
      ? []
      : [
          `can be taken on without the condition ${condition.operator} on ${condition.key}: ${condition.values.join(', ')}`,
        ]),
  ];
}

function whoMay({ resource }: Role): string {
  const allows = allowsOf(resource.properties.AssumeRolePolicyDocument);
  return allows.flatMap(({ principals }) => principals.map(({ value }) => value)).join(', ') || 'others';
}

function trust(subject: string, problem: string): Finding {
  return { rule: 'trust', subject, message: `${subject} ${problem}` };
}

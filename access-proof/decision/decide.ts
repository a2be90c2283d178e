import { statementsOf, type PolicyDocument, type Statement } from '../statement';
import { holds, type RequestContext } from './condition';
import { matches } from './wildcard';

/** What is asked of IAM: one action of one principal on one resource. */
export interface Question {
  readonly principalArn: string;
  /** The account of the principal and of the resource. */
  readonly account: string;
  readonly action: string;
  readonly resourceArn: string;
  readonly context: RequestContext;
}

/** The policies that IAM decides by. */
export interface Policies {
  readonly identity: readonly PolicyDocument[];
  /** Narrows what identity policies allow. @default nothing is narrowed */
  readonly boundary?: PolicyDocument | undefined;
  /** The resource's own. @default it has none */
  readonly resource?: PolicyDocument | undefined;
}

/**
 * Whether IAM allows something within one account: a deny anywhere wins; else the identity's policies, within their
 * boundary, or the resource's own policy must allow it. A key's policy must let IAM decide before an identity's can.
 *
 * Only what the lake's policies are made of is evaluated. Anything else is an error and never an answer.
 *
 * @throws Error when a policy has an element, operator or variable that isn't evaluated
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function isAllowed(question: Question, { identity, boundary, resource }: Policies): boolean {
  const ofIdentity = identity.flatMap((policy) => applicable(policy, question));
  const ofBoundary = boundary && applicable(boundary, question);
  const ofResource = resource ? applicable(resource, question, PRINCIPALS) : [];
  const every = [...ofIdentity, ...(ofBoundary ?? []), ...ofResource];
  if (every.some(({ allows }) => !allows)) return false;
  const isWithinBoundary = ofBoundary?.some(({ allows }) => allows) ?? true;
  const direct = ofResource.filter((statement) => statement.allows && !isForAccount(statement, question));
  // What a resource gives a role by name stays within its boundary; what it gives everybody goes to its session.
  if (direct.some(({ principals }) => isWithinBoundary || principals.some(({ value }) => value === '*')))
    return true;
  const isDelegated = !question.resourceArn.includes(':kms:') || ofResource.some(({ allows }) => allows);
  return isDelegated && isWithinBoundary && ofIdentity.some(({ allows }) => allows);
}

const PRINCIPALS = 'with principals';

/** Statements of a policy that speak of what is asked. */
function applicable(policy: PolicyDocument, question: Question, principals?: typeof PRINCIPALS): Statement[] {
  return statementsOf(policy).filter((statement) => {
    assertEvaluated(statement, principals);
    return (
      (principals === undefined || isAbout(statement, question)) &&
      isFor(statement, 'Action', question.action.toLowerCase()) &&
      isFor(statement, 'Resource', question.resourceArn) &&
      statement.conditions.every((condition) => holds(condition, question.context))
    );
  });
}

function isFor(
  { json, actions, resources, notActions, notResources }: Statement,
  element: 'Action' | 'Resource',
  asked: string,
): boolean {
  const isAction = element === 'Action';
  const isNamed = (patterns: readonly string[]): boolean =>
    patterns.some((pattern) => matches(isAction ? pattern.toLowerCase() : pattern, asked));
  if (`Not${element}` in json) return !isNamed(isAction ? notActions : notResources);
  return isNamed(isAction ? actions : resources);
}

function isAbout({ principals }: Statement, question: Question): boolean {
  return principals.some(({ kind, value }) => {
    if (value === '*') return kind === '*' || kind === 'AWS';
    return kind === 'AWS' && (value === question.principalArn || isAccount(value, question.account));
  });
}

/** Whether a statement speaks of the account as a whole, whose identity policies then decide. */
function isForAccount({ principals }: Statement, { account }: Question): boolean {
  return principals.every(
    ({ kind, value }) => kind === 'Service' || (kind === 'AWS' && isAccount(value, account)),
  );
}

const isAccount = (value: string, account: string): boolean =>
  value === account || new RegExp(`^arn:[a-z-]+:iam::${account}:root$`).test(value);

const ELEMENTS = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'];

function assertEvaluated({ json }: Statement, principals?: typeof PRINCIPALS): void {
  const known = principals ? [...ELEMENTS, 'Principal'] : ELEMENTS;
  const unknown =
    typeof json === 'object' ? Object.keys(json).find((element) => !known.includes(element)) : 'text';
  if (unknown !== undefined) throw new Error(`The policy element ${unknown} isn't evaluated here.`);
  if (json.Effect !== 'Allow' && json.Effect !== 'Deny') {
    throw new Error(`A statement has the effect ${JSON.stringify(json.Effect)}; expected Allow or Deny.`);
  }
}

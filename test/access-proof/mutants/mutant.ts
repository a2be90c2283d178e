import type { Finding, TemplateJson } from '../../../access-proof';
import { added, changed } from '../../governance/support/change';

/** A change that opens something, and the finding that must come of it. */
export interface Mutant {
  readonly name: string;
  readonly mutate: (templates: readonly TemplateJson[]) => TemplateJson[];
  readonly rule: Finding['rule'];
  /** What the finding's message names. */
  readonly names: RegExp;
}

export type Json = Readonly<Record<string, unknown>>;
export type Statement = Json & { readonly Sid?: string };

export const ANALYST = 'arn:aws:iam::111122223333:role/headwater-prod-analyst';
export const RESULTS = 'arn:aws:s3:::zonesresultsbucket1954f747';
const BREAK_GLASS_PATH = /\/break-glass\//;
export const EVERYTHING = { Effect: 'Allow', Action: '*', Resource: '*' };
export const policy = (...statements: Json[]): Json => ({ Version: '2012-10-17', Statement: statements });

/** Another statement in the policy of the analyst's role. */
export const analystMay =
  (statement: Json): Mutant['mutate'] =>
  (templates) =>
    changed(templates, 'AWS::IAM::Policy', (properties, id) =>
      id.startsWith('Personaanalyst')
        ? policyWith(properties, (statements) => [...statements, { Effect: 'Allow', ...statement }])
        : properties,
    );

/** One more resource of a type. */
export const another =
  (type: string, properties: Json): Mutant['mutate'] =>
  (templates) =>
    added(templates, { Type: type, Properties: properties });

/** Other properties of the roles that are meant. */
export const role =
  (isMeant: (role: Json) => boolean, change: Json): Mutant['mutate'] =>
  (templates) =>
    changed(templates, 'AWS::IAM::Role', (properties) =>
      isMeant(properties) ? { ...properties, ...change } : properties,
    );

export const roleNamed = (name: string, change: Json): Mutant['mutate'] =>
  role(({ RoleName }) => RoleName === name, change);
export const breakGlass = (change: Json): Mutant['mutate'] =>
  role(({ Path }) => BREAK_GLASS_PATH.test(String(Path)), change);

/** The trust policy of a role. */
export const trusting = (principal: unknown, condition?: Json): Json => ({
  AssumeRolePolicyDocument: policy({
    Effect: 'Allow',
    Principal: principal,
    Action: 'sts:AssumeRole',
    ...(condition && { Condition: condition }),
  }),
});

/** Other statements in the policy of a resource. */
export function policyWith(
  properties: Json,
  change: (statements: readonly Statement[]) => readonly Json[],
): Json {
  const document = properties.PolicyDocument as { readonly Statement: readonly Statement[] };
  return { ...properties, PolicyDocument: { ...document, Statement: change(document.Statement) } };
}

/** A change that opens something which no check knows by itself. */
export const unreviewed = (name: string, mutate: Mutant['mutate'], names: RegExp): Mutant => ({
  name,
  mutate,
  rule: 'unreviewed',
  names,
});

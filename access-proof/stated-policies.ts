import type { PolicyDocument } from './statement';
import type { Resource, Templates } from './template';

export interface NamedPolicy {
  /** Logical id of the resource that states it, and its name within that. */
  readonly name: string;
  readonly policy: PolicyDocument;
}

export interface RoleProperties {
  readonly AssumeRolePolicyDocument?: PolicyDocument;
  readonly ManagedPolicyArns?: readonly string[];
  readonly Path?: string;
  readonly PermissionsBoundary?: string;
  readonly Policies?: readonly { readonly PolicyName: string; readonly PolicyDocument: PolicyDocument }[];
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
}

interface AttachedProperties {
  readonly PolicyDocument: PolicyDocument;
  /** Of AWS::IAM::RolePolicy. */
  readonly RoleName?: string;
  /** Of AWS::IAM::Policy and AWS::IAM::ManagedPolicy. */
  readonly Roles?: readonly string[];
}

const POLICY_TYPES = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy'];

/** A resource that gives roles a policy. */
export interface Attachment {
  readonly policy: NamedPolicy;
  /** Names, lower case: IAM doesn't tell case in them. */
  readonly roles: readonly string[];
}

/**
 * Policies that are resources of their own.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/AWS_IAM.html
 */
export function attachmentsOf(templates: Templates): Attachment[] {
  return POLICY_TYPES.flatMap((type) => templates.ofType<AttachedProperties>(type)).map(
    ({ logicalId, properties: { PolicyDocument: policy, Roles = [], RoleName } }) => ({
      policy: { name: logicalId, policy },
      roles: [...Roles, ...(RoleName === undefined ? [] : [RoleName])].map((name) => name.toLowerCase()),
    }),
  );
}

/** Every policy of a role, wherever the templates state it. */
export function policiesOf(templates: Templates, role: Resource<RoleProperties>): NamedPolicy[] {
  const { Policies = [], ManagedPolicyArns = [] } = role.properties;
  return [
    ...Policies.map(({ PolicyName, PolicyDocument: policy }) => ({
      name: `${role.logicalId}.${PolicyName}`,
      policy,
    })),
    ...attachmentsOf(templates)
      .filter(({ roles }) => roles.includes(role.ref.toLowerCase()))
      .map(({ policy }) => policy),
    ...ManagedPolicyArns.flatMap((arn) => managedPolicy(templates, arn) ?? []),
  ];
}

/** Policies of a role that the templates only name: nobody can say from here what they allow. */
export function unknownPoliciesOf(templates: Templates, role: Resource<RoleProperties>): string[] {
  return (role.properties.ManagedPolicyArns ?? []).filter((arn) => !managedPolicy(templates, arn));
}

/** The policy of an ARN; undefined when none of the templates has it. */
export function managedPolicy(templates: Templates, policyArn: string): NamedPolicy | undefined {
  const found = templates
    .ofType<AttachedProperties>('AWS::IAM::ManagedPolicy')
    .find(({ arn }) => arn === policyArn);
  return found && { name: found.logicalId, policy: found.properties.PolicyDocument };
}

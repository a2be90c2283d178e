import { runSimulation } from '@cloud-copilot/iam-simulate';
import type { Templates } from './template';

type Document = Readonly<Record<string, unknown>>;
interface NamedPolicy {
  readonly name: string;
  readonly policy: Document;
}

interface RoleProperties {
  readonly Policies?: readonly { readonly PolicyName: string; readonly PolicyDocument: Document }[];
  readonly ManagedPolicyArns?: readonly string[];
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
}

interface PolicyProperties {
  readonly PolicyName?: string;
  readonly PolicyDocument: Document;
  readonly Roles?: readonly string[];
}

/** A principal with every policy it has, as IAM would evaluate it. */
export interface Principal {
  readonly arn: string;
  readonly policies: readonly NamedPolicy[];
}

/** Somebody to whom IAM allows everything: what denies them, denies everybody. */
export function almighty(account: string): Principal {
  const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  return {
    arn: `arn:aws:iam::${account}:role/almighty`,
    policies: [{ name: 'everything', policy: everything }],
  };
}

/** IAM of the lake: its roles, bucket policies and key policies, judged by a simulator. */
export class IamState {
  private readonly answers = new Map<string, Promise<boolean>>();

  constructor(private readonly templates: Templates) {}

  /** Roles that carry an AWS tag, by its value. */
  rolesTagged(key: string): Map<string, Principal> {
    return new Map(
      this.templates.ofType<RoleProperties>('AWS::IAM::Role').flatMap((role) => {
        const tag = role.properties.Tags?.find(({ Key }) => Key === key);
        return tag ? [[tag.Value, this.principal(role.arn)] as const] : [];
      }),
    );
  }

  /** @throws Error when the role is of none of the templates, or has policies that they don't hold */
  principal(roleArn: string): Principal {
    const role = this.templates.ofType<RoleProperties>('AWS::IAM::Role').find(({ arn }) => arn === roleArn);
    if (!role) throw new Error(`Role ${roleArn} isn't in the templates.`);
    if ((role.properties.ManagedPolicyArns ?? []).length > 0) {
      throw new Error(
        `Role ${role.logicalId} has managed policies, which the templates don't hold; write them out.`,
      );
    }
    const attached = [
      ...this.templates.ofType<PolicyProperties>('AWS::IAM::Policy'),
      ...this.templates.ofType<PolicyProperties>('AWS::IAM::ManagedPolicy'),
    ].filter(({ properties }) => properties.Roles?.includes(role.ref));
    return {
      arn: role.arn,
      policies: [
        ...(role.properties.Policies ?? []).map((each) => ({
          name: each.PolicyName,
          policy: each.PolicyDocument,
        })),
        ...attached.map((each) => ({ name: each.logicalId, policy: each.properties.PolicyDocument })),
      ],
    };
  }

  /** Whether IAM, and the bucket's or key's own policy, allow the action. */
  allows(principal: Principal, action: string, resourceArn: string): Promise<boolean> {
    const question = `${principal.arn} ${action} ${resourceArn}`;
    const answer = this.answers.get(question) ?? this.simulate(principal, action, resourceArn);
    this.answers.set(question, answer);
    return answer;
  }

  private async simulate(principal: Principal, action: string, resourceArn: string): Promise<boolean> {
    const { account } = this.templates.environment;
    const resourcePolicy = this.resourcePolicy(resourceArn);
    const result = await runSimulation(
      {
        identityPolicies: [...principal.policies],
        serviceControlPolicies: [],
        resourceControlPolicies: [],
        ...(resourcePolicy && { resourcePolicy }),
        request: {
          action,
          principal: principal.arn,
          resource: { accountId: account, resource: resourceArn },
          contextVariables: {
            'aws:PrincipalArn': principal.arn,
            'aws:PrincipalAccount': account,
            'aws:SecureTransport': 'true',
          },
        },
      },
      {},
    );
    if (result.resultType === 'error') {
      throw new Error(
        `IAM cannot be evaluated for ${action} on ${resourceArn}: ${JSON.stringify(result.errors)}`,
      );
    }
    return result.overallResult === 'Allowed';
  }

  private resourcePolicy(resourceArn: string): Document | undefined {
    const bucketArn = resourceArn.split('/')[0];
    const bucket = this.templates.ofType('AWS::S3::Bucket').find(({ arn }) => arn === bucketArn);
    if (bucket) {
      const policies = this.templates
        .ofType<{ Bucket: string; PolicyDocument: { Statement: unknown[] } }>('AWS::S3::BucketPolicy')
        .filter(({ properties }) => properties.Bucket === bucket.ref);
      const statements = policies.flatMap(({ properties }) => properties.PolicyDocument.Statement);
      return statements.length > 0 ? { Version: '2012-10-17', Statement: statements } : undefined;
    }
    const key = this.templates
      .ofType<{ KeyPolicy: Document }>('AWS::KMS::Key')
      .find(({ arn }) => arn === resourceArn);
    return key?.properties.KeyPolicy;
  }
}

import type { Principal, Simulator } from './simulate';
import { managedPolicy, policiesOf, type RoleProperties } from './stated-policies';
import type { PolicyDocument } from './statement';
import type { Resource, Templates } from './template';

/** A role of the templates and what IAM makes of it. */
export interface Role {
  readonly resource: Resource<RoleProperties>;
  readonly principal: Principal;
}

/** IAM of the lake: its roles, bucket policies and key policies, judged by a simulator. */
export class IamState {
  readonly roles: readonly Role[];
  /** Tables and columns ask the same again and again. */
  private readonly answers = new Map<string, boolean>();
  private readonly resourcePolicies = new Map<string, PolicyDocument | undefined>();

  constructor(
    private readonly templates: Templates,
    readonly simulator: Simulator,
  ) {
    this.roles = templates.ofType<RoleProperties>('AWS::IAM::Role').map((resource) => {
      const { PermissionsBoundary: boundaryArn } = resource.properties;
      // One that the templates don't hold could only narrow what they say.
      const boundary = boundaryArn === undefined ? undefined : managedPolicy(templates, boundaryArn);
      const policies = policiesOf(templates, resource);
      return { resource, principal: { arn: resource.arn, policies, ...(boundary && { boundary }) } };
    });
  }

  /** Roles that carry an AWS tag, each with its value. */
  rolesTagged(key: string): { tag: string; role: Role }[] {
    return this.roles.flatMap((role) => {
      const tag = role.resource.properties.Tags?.find(({ Key }) => Key === key);
      return tag ? [{ tag: tag.Value, role }] : [];
    });
  }

  /** The role of an ARN; undefined when none of the templates declares it. */
  role(roleArn: string): Role | undefined {
    return this.roles.find(({ principal }) => principal.arn === roleArn);
  }

  /** Whether IAM, and the bucket's or key's own policy, allow a role of the templates the action. */
  allows(
    principal: Principal,
    action: string,
    resourceArn: string,
    context?: Readonly<Record<string, string>>,
  ): boolean {
    const question = JSON.stringify([principal.arn, action, resourceArn, context]);
    const known = this.answers.get(question);
    if (known !== undefined) return known;
    const answer = this.simulator.isAllowed({
      principal,
      action,
      resourceArn,
      context,
      account: this.templates.environment.account,
      resourcePolicy: this.resourcePolicy(resourceArn),
    });
    this.answers.set(question, answer);
    return answer;
  }

  /** The policy of a bucket or key, as all that the templates state of it make it. */
  resourcePolicy(resourceArn: string): PolicyDocument | undefined {
    const arn = resourceArn.split('/', resourceArn.startsWith('arn:aws:s3:') ? 1 : undefined).join('/');
    if (!this.resourcePolicies.has(arn)) this.resourcePolicies.set(arn, this.policyOf(arn));
    return this.resourcePolicies.get(arn);
  }

  private policyOf(arn: string): PolicyDocument | undefined {
    const bucket = this.templates.ofType('AWS::S3::Bucket').find((each) => each.arn === arn);
    if (!bucket) {
      const keys = this.templates.ofType<{ KeyPolicy: PolicyDocument }>('AWS::KMS::Key');
      return keys.find((key) => key.arn === arn)?.properties.KeyPolicy;
    }
    const statements = this.templates
      .ofType<{ Bucket: string; PolicyDocument: { Statement: unknown[] } }>('AWS::S3::BucketPolicy')
      .filter(({ properties }) => properties.Bucket === bucket.ref)
      .flatMap(({ properties }) => properties.PolicyDocument.Statement);
    return statements.length > 0 ? { Version: '2012-10-17', Statement: statements } : undefined;
  }
}

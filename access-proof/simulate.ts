import { createHash } from 'node:crypto';
import { runSimulation } from '@cloud-copilot/iam-simulate';
import type { NamedPolicy } from './stated-policies';
import type { PolicyDocument } from './statement';

/** A principal with every policy it has, as IAM would evaluate it. */
export interface Principal {
  readonly arn: string;
  readonly policies: readonly NamedPolicy[];
  /** Narrows what the policies allow. @default nothing is narrowed */
  readonly boundary?: NamedPolicy;
}

export interface Request {
  readonly principal: Principal;
  readonly action: string;
  readonly resourceArn: string;
  /** The account of the principal and of the resource. */
  readonly account: string;
  /** The bucket's or key's own policy. @default it has none */
  readonly resourcePolicy?: PolicyDocument | undefined;
  /** Condition keys beside those that every request has. @default none */
  readonly context?: Readonly<Record<string, string>> | undefined;
}

const EVERYTHING = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/** Somebody to whom IAM allows everything: what denies them, denies everybody of that ARN. */
export function almighty(arn: string): Principal {
  return { arn, policies: [{ name: 'everything', policy: EVERYTHING }] };
}

/** Judges requests as IAM would, and remembers the answers: tables, columns and changed templates ask the same. */
export class Simulator {
  private readonly answers = new Map<string, Promise<boolean>>();
  private readonly digests = new WeakMap<object, string>();

  /** @throws Error when a policy isn't one, naming what is wrong */
  isAllowed(request: Request): Promise<boolean> {
    const { principal, action, resourceArn, account, resourcePolicy, context } = request;
    const question = JSON.stringify([
      [principal.arn, action, resourceArn, account, context],
      principal.policies.map(({ policy }) => this.digestOf(policy)),
      principal.boundary && this.digestOf(principal.boundary.policy),
      resourcePolicy && this.digestOf(resourcePolicy),
    ]);
    const answer = this.answers.get(question) ?? simulate(request);
    this.answers.set(question, answer);
    return answer;
  }

  private digestOf(policy: PolicyDocument): string {
    const digest =
      this.digests.get(policy) ?? createHash('sha256').update(JSON.stringify(policy)).digest('base64');
    this.digests.set(policy, digest);
    return digest;
  }
}

async function simulate(request: Request): Promise<boolean> {
  const { principal, action, resourceArn, account, resourcePolicy, context } = request;
  const { arn, policies, boundary } = principal;
  const result = await runSimulation(
    {
      identityPolicies: [...policies],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(boundary && { permissionBoundaryPolicies: [boundary] }),
      ...(resourcePolicy && { resourcePolicy }),
      request: {
        action,
        principal: arn,
        resource: { accountId: account, resource: resourceArn },
        contextVariables: {
          'aws:PrincipalArn': arn,
          'aws:PrincipalAccount': account,
          'aws:SecureTransport': 'true',
          ...context,
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

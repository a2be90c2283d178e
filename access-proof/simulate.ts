import { isAllowed } from './decision/decide';
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

/** Judges requests as IAM would. */
export class Simulator {
  /** @throws Error when a policy has something that isn't evaluated, naming it */
  isAllowed({ principal, action, resourceArn, account, resourcePolicy, context = {} }: Request): boolean {
    const { arn, policies, boundary } = principal;
    const known = {
      'aws:PrincipalArn': arn,
      'aws:PrincipalAccount': account,
      'aws:SecureTransport': 'true',
      ...context,
    };
    return isAllowed(
      {
        principalArn: arn,
        account,
        action,
        resourceArn,
        context: new Map(Object.entries(known).map(([key, value]) => [key.toLowerCase(), value])),
      },
      {
        identity: policies.map(({ policy }) => policy),
        boundary: boundary?.policy,
        resource: resourcePolicy,
      },
    );
  }
}

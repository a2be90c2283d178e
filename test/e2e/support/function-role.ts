import { readFileSync } from 'node:fs';
import { Simulator } from '../../../access-proof/simulate';
import { readEnvironment } from '../../../lambdas/environment';

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: Properties }>>;
}

interface Properties {
  readonly Environment?: { readonly Variables?: Readonly<Record<string, unknown>> };
  readonly Role?: { readonly 'Fn::GetAtt': readonly [string, string] };
  readonly Roles?: readonly { readonly Ref: string }[];
  readonly PolicyDocument?: unknown;
}

type Outputs = Readonly<Record<string, Readonly<Record<string, string>>>>;
type Policy = Readonly<Record<string, unknown>>;

/**
 * The role that a function was deployed with, judged as IAM would. The emulator asks no policy and can't give
 * a role's policies back, so they are taken from the template that was deployed, with what the stacks export
 * from the deployment.
 */
export class FunctionRole {
  private constructor(
    private readonly policies: readonly { readonly name: string; readonly policy: Policy }[],
  ) {}

  /** @param variables environment variables by which the function is known */
  static of(variables: readonly string[]): FunctionRole {
    const files = readEnvironment({ template: 'E2E_TEMPLATE', outputs: 'E2E_OUTPUTS' });
    const { Resources: resources } = JSON.parse(readFileSync(files.template, 'utf8')) as Template;
    const outputs = JSON.parse(readFileSync(files.outputs, 'utf8')) as Outputs;
    const all = Object.entries(resources);
    const roles = all.flatMap(
      ([
        ,
        {
          Type,
          Properties: { Environment, Role },
        },
      ]) => {
        const has = variables.every((name) => name in (Environment?.Variables ?? {}));
        return Type === 'AWS::Lambda::Function' && has && Role ? [Role['Fn::GetAtt'][0]] : [];
      },
    );
    const policies = all
      .filter(([, { Properties }]) => Properties?.Roles?.some(({ Ref }) => roles.includes(Ref)))
      .map(([name, { Properties }]) => ({
        name,
        policy: resolved(Properties.PolicyDocument, outputs) as Policy,
      }));
    if (policies.length === 0) throw new Error(`No policy is of a function with ${variables.join(', ')}.`);
    return new FunctionRole(policies);
  }

  /** @param action as in a policy, such as `s3:PutObject` */
  allows(action: string, resource: string): boolean {
    return new Simulator().isAllowed({
      principal: { arn: `arn:aws:iam::${ACCOUNT}:role/function`, policies: this.policies },
      action,
      resourceArn: resource,
      account: ACCOUNT,
    });
  }
}

/** The emulator's. */
const ACCOUNT = '000000000000';

/** Fills in what CloudFormation fills in, as far as policies use it. */
function resolved(value: unknown, outputs: Outputs): unknown {
  if (Array.isArray(value)) return value.map((each) => resolved(each, outputs));
  if (typeof value !== 'object' || value === null) return value;
  const [[name, argument] = ['', undefined]] = Object.entries(value);
  switch (name) {
    case 'Fn::ImportValue': {
      const [stack = '', output = ''] = String(argument).split(':');
      return outputs[stack]?.[output];
    }
    case 'Fn::Join': {
      const [separator, parts] = argument as [string, unknown[]];
      return (resolved(parts, outputs) as string[]).join(separator);
    }
    case 'Fn::GetAtt':
    case 'Ref':
      // A resource of the stack's own; no question is about it.
      return `arn:aws:none:::${[argument].flat().join('.')}`;
    default:
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolved(each, outputs)]));
  }
}

import { parseConnection, type Connection } from './connection';

/** What `cdk deploy --outputs-file` writes: outputs by stack. */
export type StackOutputs = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface OutputsOptions {
  readonly environment: string;
  readonly region: string;
  readonly persona: string;
  /** Name of the AWS profile with which the user signs in. @default 'default' */
  readonly sourceProfile?: string;
}

/**
 * The connection of a persona, from the outputs of the stacks.
 *
 * @throws Error naming the output that isn't there
 */
export function connectionFromOutputs(outputs: StackOutputs, options: OutputsOptions): Connection {
  const { environment, persona, region, sourceProfile } = options;
  // CloudFormation takes letters and digits only; CDK drops the rest.
  const suffix = persona.replaceAll(/[^A-Za-z0-9]/g, '');
  const optional = (stack: string, output: string): string | undefined =>
    outputs[`headwater-${environment}-${stack}`]?.[`${output}${suffix}`];
  const required = (stack: string, output: string): string => {
    const value = optional(stack, output);
    if (value !== undefined) return value;
    throw new Error(
      `Stack headwater-${environment}-${stack} has no output ${output}${suffix}; deploy it with --outputs-file and check the persona "${persona}".`,
    );
  };
  const resultsLocation = optional('analytics', 'ResultsLocation');
  return parseConnection({
    region,
    workgroup: required('analytics', 'WorkGroupName'),
    roleArn: required('access', 'Role'),
    ...(resultsLocation !== undefined && { resultsLocation }),
    ...(sourceProfile !== undefined && { sourceProfile }),
  });
}

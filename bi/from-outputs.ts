import { parseConnection, type Connection } from './connection';

/** What `cdk deploy --outputs-file` writes: outputs by stack. */
export type StackOutputs = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface OutputsOptions {
  readonly environment: string;
  readonly persona: string;
  /** Name of the AWS profile with which the user signs in. @default 'default' */
  readonly sourceProfile?: string;
}

/** The outputs are of another environment, of an older deployment, or the persona isn't one. */
export class OutputMissingError extends Error {
  override readonly name = 'OutputMissingError';

  constructor(stack: string, output: string, persona: string) {
    super(
      `Stack ${stack} has no output ${output}; deploy all stacks with --outputs-file, and check the environment and the persona "${persona}"`,
    );
  }
}

/**
 * The connection of a persona, from the outputs of the stacks.
 *
 * @throws OutputMissingError naming the output that isn't there
 */
export function connectionFromOutputs(outputs: StackOutputs, options: OutputsOptions): Connection {
  const { environment, persona, sourceProfile } = options;
  // CloudFormation takes letters and digits only; CDK drops the rest.
  const suffix = persona.replaceAll(/[^A-Za-z0-9]/g, '');
  const optional = (stack: string, output: string): string | undefined =>
    outputs[`headwater-${environment}-${stack}`]?.[output];
  const required = (stack: string, output: string): string => {
    const value = optional(stack, output);
    if (value !== undefined) return value;
    throw new OutputMissingError(`headwater-${environment}-${stack}`, output, persona);
  };
  const resultsLocation = optional('analytics', `ResultsLocation${suffix}`);
  return parseConnection({
    region: required('analytics', 'Region'),
    workgroup: required('analytics', `WorkGroupName${suffix}`),
    roleArn: required('access', `Role${suffix}`),
    ...(resultsLocation !== undefined && { resultsLocation }),
    ...(sourceProfile !== undefined && { sourceProfile }),
  });
}

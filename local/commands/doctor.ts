import { Option, type Command } from 'commander';
import { datasets } from '../../datasets';
import { UsageError } from './errors';
import { examinationText } from './examination-text';
import { loadDoctor } from './heavy';
import { print, printJson, tell } from './output';
import { readOutputs } from './outputs';

interface DoctorOptions {
  readonly env: 'dev' | 'staging' | 'prod';
  readonly region?: string;
  readonly outputs?: string;
  readonly json?: boolean;
}

/** Exit code when nothing is known of the account; 1 says that something is wrong with it. */
const NOT_EXAMINED = 2;

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .summary('what is wrong with an AWS account')
    .description(
      'Compare an AWS account with what the configuration asks of it: Lake Formation’s administrators, locations, ' +
        'tags, grants and row filters, and quotas. Changes nothing. Uses the credentials that the AWS CLI would use.',
    )
    .addOption(
      new Option('--env <environment>', 'the environment').choices(['dev', 'staging', 'prod']).default('dev'),
    )
    .option('--region <region>', 'where it is deployed (default: the environment’s, else AWS_REGION)')
    .option(
      '--outputs <file>',
      'what cdk deploy --all --outputs-file FILE has written, to name the buckets (default: ask the catalog)',
    )
    .addHelpText(
      'after',
      '\nExit code: 1 when somebody may see too much, 2 when the account could not be examined, else 0.',
    )
    .action(async (_options: unknown, command: Command) => {
      try {
        process.exitCode = await examined(command.optsWithGlobals<DoctorOptions>());
      } catch (error) {
        if (!isExpected(error)) throw error;
        tell(`lake: ${error.message}`);
        process.exitCode = NOT_EXAMINED;
      }
    });
}

/** Prints what is found. @returns the exit code */
async function examined({ env, region, outputs, json }: DoctorOptions): Promise<number> {
  const { examineEnvironment, bucketsFromOutputs } = loadDoctor();
  const buckets = outputs === undefined ? undefined : bucketsFromOutputs(await readOutputs(outputs), env);
  const found = await examineEnvironment({
    environment: env,
    datasets,
    ...(region !== undefined && { region }),
    ...(buckets && { buckets }),
  });
  if (json) printJson(found);
  else print(examinationText(found));
  return found.findings.some(({ severity }) => severity === 'error') ? 1 : 0;
}

/** Errors that tell the user what to do; of others a trace is wanted. */
function isExpected(error: unknown): error is Error {
  const { AccountError, ConfigurationError } = loadDoctor();
  return [AccountError, ConfigurationError, UsageError].some((kind) => error instanceof kind);
}

import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { EnvironmentName } from '../../lib/config';
import { HeadwaterError } from '../../core/errors';
import { splitStatements, SqlError } from '../../sql-bridge';
import { answerLine, errorLine, formatAnswer } from '../sql/format-answer';
import { StoppedError } from '../deployed/errors';
import { personasOf } from '../personas';
import { shown, type Shown } from '../sql/shown';
import { withLake, type GlobalOptions } from './context';
import { addDeployedOptions, withDeployed, type DeployedArguments } from './deployed';
import { UsageError } from './errors';
import { FORMATS, print, tell, type Format } from './output';
import { safeMessage } from './safe-message';

interface SqlOptions extends Omit<DeployedArguments, 'env'> {
  readonly format: Format;
  readonly file?: string;
  readonly keepGoing?: boolean;
  readonly as?: string;
  readonly personasOf: EnvironmentName;
  readonly env?: EnvironmentName;
}

/** Whom a statement is asked: the lake on this machine, or one that is deployed. */
interface Asked {
  answer(sql: string): Promise<Shown>;
}

/** Who asks a deployed lake when nobody says. */
const DEPLOYED_PERSONA = 'analyst';

export function addSql(program: Command): void {
  const sql = program
    .command('sql')
    .summary('Athena SQL')
    .description('Run Athena SQL over the lake as it is now, here or as it is deployed.')
    .argument('[statement]', 'a SELECT in Athena SQL; tables are bronze.x, silver.x and gold.x')
    .option(
      '-f, --file <file>',
      'run the statements of a file, separated by `;`, one after another; - for standard input. With --json one line for each',
      notEmpty,
    )
    .option('--keep-going', 'go on after a statement that fails')
    .addOption(new Option('--format <format>', 'how to print the rows').choices(FORMATS).default('table'))
    .option('--as <persona>', `see what this persona sees (default with --env: ${DEPLOYED_PERSONA})`)
    .addOption(
      new Option('--personas-of <environment>', 'whose personas, for the lake on this machine')
        .choices(['dev', 'staging', 'prod'])
        .default('prod'),
    );
  addDeployedOptions(sql).action(
    async (statement: string | undefined, options: SqlOptions, command: Command) => {
      const { env, as = DEPLOYED_PERSONA, file } = options;
      if ((statement === undefined) === (file === undefined))
        throw new UsageError('Give a statement, or a file with -f');
      const { json } = command.optsWithGlobals<GlobalOptions>();
      const work = async (asked: Asked): Promise<void> => ask(asked, statement, options, json === true);
      if (env === undefined) await askHere(command, options, work);
      else await withDeployed({ ...options, env }, as, work);
    },
  );
}

async function askHere(
  command: Command,
  { as, personasOf: environment }: SqlOptions,
  work: (asked: Asked) => Promise<void>,
): Promise<void> {
  await withLake(command, async (lake) => {
    const reader = as === undefined ? await lake.reader() : await lake.readerAs(as, personasOf(environment));
    try {
      await work({ answer: async (sql) => shown(await reader.answer(sql)) });
    } finally {
      reader.close();
    }
  });
}

async function ask(
  asked: Asked,
  statement: string | undefined,
  options: SqlOptions,
  json: boolean,
): Promise<void> {
  if (statement === undefined) return runAll(asked, await statementsOf(options.file!), options, json);
  const answer = await asked.answer(statement);
  print(formatAnswer(answer, json ? 'json' : options.format, process.stdout.isTTY));
}

async function statementsOf(file: string): Promise<readonly string[]> {
  return splitStatements(file === '-' ? await text(process.stdin) : await readFile(file, 'utf8'));
}

/** One statement after the other. The exit code tells whether one failed. */
async function runAll(
  asked: Asked,
  statements: readonly string[],
  { format, keepGoing }: SqlOptions,
  json: boolean,
): Promise<void> {
  for (const sql of statements) {
    try {
      const answer = await asked.answer(sql);
      print(json ? answerLine(answer) : formatAnswer(answer, format, process.stdout.isTTY));
    } catch (error) {
      if (error instanceof StoppedError) throw error;
      if (json) print(errorLine(described(error)));
      else tell(`lake: ${safeMessage(error)}`);
      process.exitCode = 1;
      if (keepGoing !== true) return;
    }
  }
}

/** Name and text of an error; what is no error of a statement has the name that Trino gives its own faults. */
function described(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof SqlError) return error;
  const named = error instanceof HeadwaterError && 'errorName' in error ? String(error.errorName) : undefined;
  return { code: named ?? 'GENERIC_INTERNAL_ERROR', message: safeMessage(error) };
}

function notEmpty(value: string): string {
  if (value === '') throw new InvalidArgumentError('Name a file, or - for standard input.');
  return value;
}

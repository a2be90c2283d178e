import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { EnvironmentName } from '../../lib/config';
import { HeadwaterError } from '../../core/errors';
import { splitStatements, SqlError } from '../../sql-bridge';
import { answerLine, errorLine, formatAnswer } from '../sql/format-answer';
import { personasOf } from '../personas';
import type { SqlReader } from '../sql/lake-reader';
import { withLake } from './context';
import { UsageError } from './errors';
import { FORMATS, print, tell, type Format } from './output';
import { safeMessage } from './safe-message';

interface SqlOptions {
  readonly format: Format;
  readonly file?: string;
  readonly keepGoing?: boolean;
  readonly as?: string;
  readonly env: EnvironmentName;
}

export function addSql(program: Command): void {
  program
    .command('sql')
    .summary('Athena SQL')
    .description('Run Athena SQL over the lake as it is now.')
    .argument('[statement]', 'a SELECT in Athena SQL; tables are bronze.x, silver.x and gold.x')
    .option(
      '-f, --file <file>',
      'run the statements of a file, separated by `;`, one after another; - for standard input. With --json one line for each',
      notEmpty,
    )
    .option('--keep-going', 'go on after a statement that fails')
    .addOption(new Option('--format <format>', 'how to print the rows').choices(FORMATS).default('table'))
    .option('--as <persona>', 'see what this persona sees')
    .addOption(
      new Option('--env <environment>', 'whose personas').choices(['dev', 'staging', 'prod']).default('prod'),
    )
    .action(async (statement: string | undefined, options: SqlOptions, command: Command) =>
      withLake(command, async (lake, { json }) => {
        const { as, env, file, format } = options;
        if ((statement === undefined) === (file === undefined))
          throw new UsageError('Give a statement, or a file with -f');
        const reader = as === undefined ? await lake.reader() : await lake.readerAs(as, personasOf(env));
        try {
          if (statement !== undefined) {
            const answer = await reader.answer(statement);
            print(formatAnswer(answer, json ? 'json' : format, process.stdout.isTTY));
          } else await runAll(reader, await statementsOf(file!), options, json === true);
        } finally {
          reader.close();
        }
      }),
    );
}

async function statementsOf(file: string): Promise<readonly string[]> {
  return splitStatements(file === '-' ? await text(process.stdin) : await readFile(file, 'utf8'));
}

/** One statement after the other on one engine. The exit code tells whether one failed. */
async function runAll(
  reader: SqlReader,
  statements: readonly string[],
  { format, keepGoing }: SqlOptions,
  json: boolean,
): Promise<void> {
  for (const sql of statements) {
    try {
      const answer = await reader.answer(sql);
      print(json ? answerLine(answer) : formatAnswer(answer, format, process.stdout.isTTY));
    } catch (error) {
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

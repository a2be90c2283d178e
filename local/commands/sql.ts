import { Option, type Command } from 'commander';
import { ENVIRONMENTS } from '../../lib/config/environments';
import type { EnvironmentName } from '../../lib/config';
import { parsePersonas, type PersonaConfig } from '../../core/governance';
import { withLake } from './context';
import { FORMATS, formatRows, print, type Format } from './output';

interface SqlOptions {
  readonly format: Format;
  readonly as?: string;
  readonly env: EnvironmentName;
}

export function addSql(program: Command): void {
  program
    .command('sql')
    .summary('Athena SQL')
    .description('Run one Athena SQL statement over the lake as it is now.')
    .argument('<statement>', 'a SELECT in Athena SQL; tables are bronze.x, silver.x and gold.x')
    .addOption(new Option('--format <format>', 'how to print the rows').choices(FORMATS).default('table'))
    .option('--as <persona>', 'see what this persona sees')
    .addOption(
      new Option('--env <environment>', 'whose personas').choices(['dev', 'staging', 'prod']).default('prod'),
    )
    .action(async (statement: string, { format, as, env }: SqlOptions, command: Command) =>
      withLake(command, async (lake, { json }) => {
        const rows =
          as === undefined ? await lake.query(statement) : await lake.queryAs(as, statement, personasOf(env));
        print(formatRows(rows, json ? 'json' : format));
      }),
    );
}

/** The personas alone: checking a whole environment loads the CDK. */
function personasOf(environment: EnvironmentName): readonly PersonaConfig[] {
  return parsePersonas(ENVIRONMENTS[environment].governance?.personas);
}

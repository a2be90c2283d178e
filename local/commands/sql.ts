import { Option, type Command } from 'commander';
import { withLake } from './context';
import { FORMATS, formatRows, print, type Format } from './output';

export function addSql(program: Command): void {
  program
    .command('sql')
    .summary('Athena SQL')
    .description('Run one Athena SQL statement over the lake as it is now.')
    .argument('<statement>', 'a SELECT in Athena SQL; tables are bronze.x, silver.x and gold.x')
    .addOption(new Option('--format <format>', 'how to print the rows').choices(FORMATS).default('table'))
    .option('--as <persona>', 'see what this persona sees')
    .action(async (statement: string, { format, as }: { format: Format; as?: string }, command: Command) =>
      withLake(command, async (lake, { json }) => {
        const rows = as === undefined ? await lake.query(statement) : await lake.queryAs(as, statement);
        print(formatRows(rows, json ? 'json' : format));
      }),
    );
}

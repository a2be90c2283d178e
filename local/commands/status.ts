import type { Command } from 'commander';
import { withLake } from './context';
import { formatRows, print, printJson } from './output';

export function addStatus(program: Command): void {
  program
    .command('status')
    .summary('per dataset: landed, silver, duplicates, quarantined, freshness')
    .description('Count where every record is: landed = silver + duplicates + quarantined + pending.')
    .action(async (_options: unknown, command: Command) =>
      withLake(command, async (lake, { json }) => {
        const found = await lake.status();
        if (json) printJson(Object.fromEntries(found.map(({ dataset, ...rest }) => [dataset, rest])));
        else
          print(
            formatRows(
              found.map((row) => ({ ...row })),
              'table',
            ),
          );
      }),
    );
}

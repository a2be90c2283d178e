import type { Command } from 'commander';
import { withLake } from './context';
import { formatRows, print, printJson } from './output';

export function addRepair(program: Command): void {
  program
    .command('repair')
    .summary('name files that are damaged, and build again what bronze can')
    .description(
      'Look at every table and ledger entry. What is cut, empty or gone is moved to set-aside and built again from bronze. Exits with 1 when something is left that only a copy can bring back.',
    )
    .option('--dry-run', 'name what is damaged and change nothing')
    .action(async ({ dryRun }: { dryRun?: boolean }, command: Command) =>
      withLake(command, async (lake, { json }) => {
        const found = await (dryRun ? lake.damages() : lake.repair());
        if (json) printJson(found);
        else if (found.length === 0) print('Nothing is damaged.');
        else
          print(
            formatRows(
              found.map(({ path, why, cure }) => ({ path, why, cure })),
              'table',
            ),
          );
        if (found.some(({ curable }) => dryRun === true || !curable)) process.exitCode = 1;
      }),
    );
}

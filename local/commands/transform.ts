import { InvalidArgumentError, type Command } from 'commander';
import type { LoadReport } from '../load-report';
import { datasetNamed, withLake } from './context';
import { UsageError } from './errors';
import { formatRows, print, printJson } from './output';
import { progress } from './progress';

interface WindowOptions {
  readonly from?: string;
  readonly to?: string;
}

export function addTransform(program: Command): void {
  program
    .command('transform')
    .summary('bronze -> silver -> gold')
    .description(
      'Land what waits, merge bronze into silver and refresh gold. Running it again changes nothing.',
    )
    .option('--from <day>', 'first day of arrival to read, YYYY/MM/DD (default: the first there is)', day)
    .option('--to <day>', 'last day of arrival to read, YYYY/MM/DD (default: the last there is)', day)
    .action(async ({ from, to }: WindowOptions, command: Command) =>
      withLake(command, async (lake, { json }) => {
        if ((from === undefined) !== (to === undefined))
          throw new UsageError('Give both --from and --to, or neither');
        await lake.landSeeds();
        await lake.land();
        const shown = progress('Transforming', 0);
        let steps = 0;
        const reports = await lake.transform({
          ...(from !== undefined && to !== undefined && { window: { from, to } }),
          onStep: ({ table, step }) => shown.update(++steps, `${table}: ${step}`),
        });
        shown.stop();
        printReports(reports, json);
      }),
    );
}

export function addReplay(program: Command): void {
  program
    .command('replay')
    .summary('give quarantined records another try')
    .description(
      'Type a dataset’s quarantined records anew: those that are good now move to silver, and gold follows.',
    )
    .argument('<dataset>', 'the dataset')
    .action(async (name: string, _options: unknown, command: Command) =>
      withLake(command, async (lake, { json }) => {
        printReports(await lake.transform({ replay: datasetNamed(name) }), json);
      }),
    );
}

export function printReports(reports: readonly LoadReport[], json = false): void {
  if (json) printJson(reports);
  else
    print(
      formatRows(
        reports.map((report) => ({ ...report })),
        'table',
      ),
    );
}

function day(text: string): string {
  if (!/^\d{4}\/\d{2}\/\d{2}$/.test(text)) throw new InvalidArgumentError('Expected a day as YYYY/MM/DD.');
  return text;
}

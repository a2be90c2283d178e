import { InvalidArgumentError, type Command } from 'commander';
import { modelTable, qualified } from '../../core/tables';
import { lakeSources, type LakeSources } from '../sources/lake-sources';
import { serveUntilStopped } from '../sources/serve';
import type { LocalLake } from '../lake';
import { withLake } from './context';
import { formatRows, print, tell } from './output';
import { showStatus } from './status';

const DEFAULT_PORT = 4080;
/** Rows shown of each model. */
const SHOWN = 8;

export function addStart(program: Command): void {
  program
    .command('start')
    .summary('the whole lake on this machine')
    .description(
      'Load the bundled sample into an empty lake, transform, show gold, then run every source and serve on loopback until Ctrl-C.',
    )
    .option('--once', 'make one pass and exit')
    .option('--port <port>', 'port on 127.0.0.1; 0 takes any', port, DEFAULT_PORT)
    .action(async (options: { once?: boolean; port: number }, command: Command) =>
      withLake(command, async (lake) => {
        const sources = await lakeSources(lake);
        await fill(lake, sources);
        if (options.once) await passOnce(sources);
        await lake.land();
        await lake.transform({
          onStep: ({ table, step }) => process.stderr.isTTY && tell(`  ${table}: ${step}`),
        });
        await show(lake, sources);
        if (!options.once) await serveUntilStopped(lake, sources, options.port);
      }),
    );
}

async function fill(lake: LocalLake, sources: LakeSources): Promise<void> {
  await lake.landSeeds();
  if (!(await lake.isEmpty())) return;
  for (const what of await sources.fill()) tell(`Loaded the bundled sample: ${what}.`);
}

async function passOnce(sources: LakeSources): Promise<void> {
  for (const { source, problems } of await sources.pass()) {
    for (const problem of problems) tell(`${source}: ${problem}`);
    if (problems.length > 0) process.exitCode = 1;
  }
}

async function show(lake: LocalLake, { sources }: LakeSources): Promise<void> {
  for (const model of lake.datasets.flatMap(({ models }) => models)) {
    const order = ['suppressed', 'doses DESC', 'day DESC'].filter(
      (term) => (term.split(' ')[0] ?? '') in model.columns,
    );
    const sorted = order.length === 0 ? '' : ` ORDER BY ${order.join(', ')}`;
    const table = qualified(modelTable(model));
    const rows = await lake.query(`SELECT * FROM ${table}${sorted} LIMIT ${SHOWN}`);
    if (rows.length === 0) continue;
    print(`\n${table}: ${model.description}`);
    print(formatRows(rows, 'table'));
  }
  print('');
  await showStatus(lake, sources);
  print(`
Raw records   ${lake.layout.bronze}
Silver        ${lake.tableDirectory('silver')} (Iceberg)
Gold          ${lake.tableDirectory('gold')} (Iceberg)
Ask           npx lake sql "SELECT * FROM gold.immunizations_by_vaccine"`);
}

function port(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > 65_535)
    throw new InvalidArgumentError('Expected a port from 0 to 65535.');
  return number;
}

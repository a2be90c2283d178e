import type { Command } from 'commander';
import { datasets } from '../../datasets';
import { personaNamed } from '../../core/governance';
import type { EnvironmentName } from '../../lib/config';
import { systemClock } from '../../core/ports';
import type { Source } from '../../core/sources';
import type { LocalLake } from '../lake';
import { lakeSources } from '../sources/lake-sources';
import { sourceStatus, type SourceStatus } from '../sources/status';
import { personasOf } from '../personas';
import { withAsked } from './asked-freshness';
import { withLake, type GlobalOptions } from './context';
import { addDeployedOptions, withDeployed, type DeployedArguments } from './deployed';
import { UsageError } from './errors';
import { loadDeployed } from './heavy';
import { formatRows, print, printJson, tell } from './output';

/** Who may count everything. */
const DEPLOYED_PERSONA = 'data-steward';

interface StatusOptions extends Omit<DeployedArguments, 'env'> {
  readonly sources?: boolean;
  readonly env?: EnvironmentName;
  readonly as: string;
}

export function addStatus(program: Command): void {
  const status = program
    .command('status')
    .summary(
      'per dataset: landed, silver, deleted, duplicates, quarantined, freshness beside what was asked; and how each source stands',
    )
    .description(
      'Count where every record is: landed = silver + deleted + duplicates + quarantined + pending. Then each source with its last pass, its cursor and what is wrong.',
    )
    .option('--sources', 'sources only; with --json an object per source')
    .option('--as <persona>', 'with --env: who asks', DEPLOYED_PERSONA);
  addDeployedOptions(status).action(async (options: StatusOptions, command: Command) => {
    const { sources: only, env } = options;
    if (env !== undefined) return deployed({ ...options, env }, command);
    await withLake(command, async (lake, { json }) => {
      const { sources } = await lakeSources(lake);
      await tellSetAside(lake);
      if (json && only)
        printJson(
          Object.fromEntries(
            (await sourceStatus(lake, sources)).map(({ source, ...rest }) => [source, rest]),
          ),
        );
      else if (json) printJson(byDataset(withAsked(await lake.status(), lake.clock.now())));
      else if (only) print(sourcesTable(await sourceStatus(lake, sources)));
      else await showStatus(lake, sources);
    });
  });
}

/** Datasets of a deployed lake; what the persona may not count stays empty. */
async function deployed(options: StatusOptions & DeployedArguments, command: Command): Promise<void> {
  if (options.sources)
    throw new UsageError('Sources that are deployed are looked at on the dashboard; --env shows datasets');
  const { deployedStatus } = loadDeployed();
  const persona = personaNamed(personasOf(options.env), options.as);
  const found = await withDeployed(options, persona.name, async (lake) =>
    deployedStatus(lake, datasets, persona),
  );
  const rows = withAsked(found, systemClock.now());
  if (command.optsWithGlobals<GlobalOptions>().json) printJson(byDataset(rows));
  else print(datasetsTable(rows));
}

function datasetsTable(rows: readonly object[]): string {
  return formatRows(
    rows.map((row) => ({ ...row })),
    'table',
  );
}

function byDataset<R extends { readonly dataset: string }>(rows: readonly R[]): Record<string, object> {
  return Object.fromEntries(rows.map(({ dataset, ...rest }) => [dataset, rest]));
}

/** Lines of the stream that nobody can read are in no dataset's figures. */
async function tellSetAside(lake: LocalLake): Promise<void> {
  const lines = await lake.setAside.list();
  if (lines.length > 0)
    tell(`${lines.length} lines of the stream can't be read and are set aside, such as ${lines[0]}`);
}

/** Datasets, then sources. */
export async function showStatus(lake: LocalLake, sources: readonly Source[]): Promise<void> {
  print(datasetsTable(withAsked(await lake.status(), lake.clock.now())));
  print('');
  print(sourcesTable(await sourceStatus(lake, sources)));
}

function sourcesTable(found: readonly SourceStatus[]): string {
  const rows = found.map(({ problems, lastPass, lastSuccess, failingSince, ...row }) => ({
    source: row.source,
    kind: row.kind,
    state: row.state,
    'last pass': lastPass,
    'last success': lastSuccess,
    'failing since': failingSince,
    taken: row.taken,
    cursor: row.cursor,
    'what is wrong': problems.join('; '),
  }));
  return formatRows(rows, 'table');
}

import type { Command } from 'commander';
import type { Source } from '../../core/sources';
import type { LocalLake } from '../lake';
import { lakeSources } from '../sources/lake-sources';
import { sourceStatus, type SourceStatus } from '../sources/status';
import { withLake } from './context';
import { formatRows, print, printJson, tell } from './output';

export function addStatus(program: Command): void {
  program
    .command('status')
    .summary(
      'per dataset: landed, silver, deleted, duplicates, quarantined, freshness; and how each source stands',
    )
    .description(
      'Count where every record is: landed = silver + deleted + duplicates + quarantined + pending. Then each source with its last pass, its cursor and what is wrong.',
    )
    .option('--sources', 'sources only; with --json an object per source')
    .action(async ({ sources: only }: { sources?: boolean }, command: Command) =>
      withLake(command, async (lake, { json }) => {
        const { sources } = await lakeSources(lake);
        await tellSetAside(lake);
        if (json && only)
          printJson(
            Object.fromEntries(
              (await sourceStatus(lake, sources)).map(({ source, ...rest }) => [source, rest]),
            ),
          );
        else if (json)
          printJson(Object.fromEntries((await lake.status()).map(({ dataset, ...rest }) => [dataset, rest])));
        else if (only) print(sourcesTable(await sourceStatus(lake, sources)));
        else await showStatus(lake, sources);
      }),
    );
}

/** Lines of the stream that nobody can read are in no dataset's figures. */
async function tellSetAside(lake: LocalLake): Promise<void> {
  const lines = await lake.setAside.list();
  if (lines.length > 0)
    tell(`${lines.length} lines of the stream can't be read and are set aside, such as ${lines[0]}`);
}

/** Datasets, then sources. */
export async function showStatus(lake: LocalLake, sources: readonly Source[]): Promise<void> {
  print(
    formatRows(
      (await lake.status()).map((row) => ({ ...row })),
      'table',
    ),
  );
  print('');
  print(sourcesTable(await sourceStatus(lake, sources)));
}

function sourcesTable(found: readonly SourceStatus[]): string {
  const rows = found.map(({ problems, lastPass, lastSuccess, ...row }) => ({
    source: row.source,
    kind: row.kind,
    state: row.state,
    'last pass': lastPass,
    'last success': lastSuccess,
    taken: row.taken,
    cursor: row.cursor,
    'what is wrong': problems.join('; '),
  }));
  return formatRows(rows, 'table');
}

import { InvalidArgumentError, type Command } from 'commander';
import { withLake } from '../../../commands/context';
import { print, printJson, tell } from '../../../commands/output';
import { visible } from '../../../commands/visible';
import type { LocalLake } from '../../../lake';
import { FileLock } from '../../../store/file-lock';
import { UsageError } from '../../../commands/errors';
import { LocalSecrets } from '../../local-secrets';
import { loadApart, type LoadedArchive } from '../apart/load-apart';
import { takeApart } from '../apart/take-apart';
import { WorkFailedError } from '../apart/work-apart';
import type { ArchiveSource } from '../archive-source';
import type { TakeReport } from '../take-archive';
import { ArchiveProgress } from './archive-progress';
import { archiveSourceNamed } from './source-named';
import { localArchive, type FoundArchive } from './local-archive';

interface Options {
  readonly threads?: number;
  readonly keep?: boolean;
  readonly load: boolean;
}

interface Taken extends LoadedArchive {
  readonly report: TakeReport & { readonly seconds: number };
}

const NOTHING: LoadedArchive = { missing: [], quarantined: [] };

/** Files that aren't kept, named on a terminal. */
const NAMED = 20;

export function addArchive(program: Command): void {
  program
    .command('archive')
    .summary('extract a zip archive into bronze, only what is missing')
    .description(
      'Take every file of a zip archive, verified by its CRC-32, on all processors. What is kept already is left alone, and a run that was stopped goes on where it was. Text files that hold records are loaded.',
    )
    .argument('<dataset>', 'whose archive it is, such as covidx-ct')
    .argument('<file>', 'a file, https://..., s3://bucket/key, or kaggle:owner/dataset@version')
    .option('--threads <count>', 'threads that extract (default: one for each processor)', count)
    .option('--no-load', 'leave the loading of tables to lake transform')
    .option('--keep', 'keep what was fetched when all of it has been taken')
    .addHelpText('after', '\nExit code: 0 only when every file of the archive is kept.')
    .action(async (dataset: string, from: string, options: Options, command: Command) =>
      withLake(command, async (lake, { json }) => {
        const stop = new AbortController();
        process.once('SIGINT', () =>
          stop.abort(new UsageError('Stopped; the same command goes on where it was')),
        );
        const source = await archiveSourceNamed(dataset, lake);
        const lock = await FileLock.tryAcquire(lake.layout.sourceLock(source.name));
        if (!lock)
          throw new UsageError(`Another process takes an archive of ${source.name}; wait until it is done`);
        try {
          const secrets = new LocalSecrets(lake.layout.secrets);
          const found = await localArchive(from, { source, lake, secrets, signal: stop.signal });
          const taken = await take(found, source, lake, options, stop.signal);
          const { missing } = taken;
          if (missing.length === 0 && !options.keep && 'path' in found) await found.remove();
          show(source.name, taken, json);
          if (missing.length > 0) process.exitCode = 1;
        } catch (error) {
          if (error instanceof WorkFailedError && error.entryName !== undefined)
            tell(`The entry is called ${visible(JSON.stringify(error.entryName))}`);
          throw error;
        } finally {
          await lock.release();
        }
      }),
    );
}

async function take(
  found: FoundArchive,
  source: ArchiveSource,
  lake: LocalLake,
  { threads, load }: Options,
  signal: AbortSignal,
): Promise<Taken> {
  const started = performance.now();
  const { root } = lake.layout;
  if ('keptBefore' in found) {
    const { archiveId } = found.keptBefore;
    const loaded = load ? await loadApart({ root, source: source.name, archiveId }, signal) : NOTHING;
    return { report: { ...found.keptBefore, seconds: (performance.now() - started) / 1_000 }, ...loaded };
  }
  const file = found.path;
  const shown = new ArchiveProgress(source.name);
  const order = { root, file, source, ...(threads !== undefined && { threads }) };
  const taken = await takeApart(order, {
    signal,
    onPlan: (plan) => shown.begin(plan),
    onProgress: (bytes, files) => shown.add(bytes, files),
  }).finally(() => shown.stop());
  const report = { ...taken, seconds: (performance.now() - started) / 1_000 };
  if (!load) return { report, ...NOTHING, missing: report.problems.map(({ path }) => path) };
  const { archiveId } = report;
  const archive = { id: archiveId, file, limits: source.settings.limits, files: report.files };
  return { report, ...(await loadApart({ root, source: source.name, archiveId, archive }, signal)) };
}

function show(source: string, { report, missing, quarantined }: Taken, json = false): void {
  if (json) {
    printJson({ source, ...report, missing, quarantined });
    return;
  }
  const { files, bytes, taken, known, records, seconds, problems } = report;
  print(
    `${source}: ${files} files (${(bytes / 1e6).toFixed(1)} MB), ${taken} taken, ${known} kept before, ` +
      `${missing.length} missing; ${records} records of text files; ${seconds.toFixed(1)} s`,
  );
  const reasons = new Map(problems.map(({ path, reason }) => [path, reason]));
  for (const path of missing.slice(0, NAMED))
    print(`  missing: ${visible(path)}: ${reasons.get(path) ?? 'not in the manifest'}`);
  if (missing.length > NAMED) print(`  and ${missing.length - NAMED} more; --json names all of them`);
  for (const { dataset, reason, column, records: rows } of quarantined)
    print(`  in quarantine of ${dataset}: ${rows} (${column === null ? reason : `${reason} ${column}`})`);
  if (quarantined.length > 0) print('  lake sql "SELECT * FROM silver.quarantine" shows them');
}

function count(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number <= 64) return number;
  throw new InvalidArgumentError('Expected a whole number from 1 to 64.');
}

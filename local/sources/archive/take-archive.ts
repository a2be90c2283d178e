import { BlobLedger } from '../../../core/bronze';
import { linkerOf } from '../../../datasets/linkers';
import { keyOf } from '../../../lambdas/archive/manifest';
import { landRecords } from '../../../lambdas/archive/land-records';
import { pathsByName } from '../../../lambdas/archive/paths-by-name';
import { WholeArchives } from '../../../lambdas/archive/whole-archives';
import type { ArchiveDirectory } from '../../../lambdas/archive/zip';
import type { LocalLake } from '../../lake';
import type { ArchiveSource } from './archive-source';
import { extractArchive, type ExtractDependencies, type ExtractReport } from './extract-archive';
import { findKept } from './kept-files';

export type TakeOptions = Pick<ExtractDependencies, 'signal' | 'threads' | 'onPlan' | 'onProgress'>;

export interface TakeReport extends ExtractReport {
  /** Records of text files that this run has landed. */
  readonly records: number;
}

export interface TakenArchive {
  readonly report: TakeReport;
  readonly directory: ArchiveDirectory;
}

/** Takes an archive's files, and then the records that its text files hold. One process at a time for each source. */
export async function takeArchive(
  file: string,
  source: ArchiveSource,
  lake: LocalLake,
  options: TakeOptions = {},
): Promise<TakenArchive> {
  const { bronze, ledger, clock } = lake;
  const { report, directory } = await extractArchive(file, source, { bronze, ledger, clock, ...options });
  const records = await takeRecords(source, directory, lake);
  if (report.problems.length === 0) await new WholeArchives(ledger, source.name).note(directory);
  return { report: { ...report, records }, directory };
}

async function takeRecords(
  { name, settings }: ArchiveSource,
  directory: ArchiveDirectory,
  { bronze, ledger, clock, datasets }: LocalLake,
): Promise<number> {
  if (settings.records.length === 0) return 0;
  const blobs = new BlobLedger(ledger, clock);
  const claim = await blobs.claim(`${name}/${directory.id}/records`);
  if (!claim) return 0;
  const { paths, keyOfName, isRecordFile } = pathsByName(directory.files, settings.records, (path) =>
    keyOf(name, path),
  );
  const kept = await findKept(bronze, name, isRecordFile);
  const landed = await landRecords(claim, {
    source: name,
    records: settings.records,
    // What is damaged isn't kept, and the run has said so.
    paths: paths.filter((path) => kept.has(path)),
    open: async (path) => (kept.get(path) as NonNullable<ReturnType<typeof kept.get>>).open(),
    datasets,
    linkerOf,
    keyOf: keyOfName,
    bronze,
    ledger,
  });
  await blobs.settle(claim, kept.size === paths.length);
  return landed;
}

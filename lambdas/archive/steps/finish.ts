import pMap from 'p-map';
import { BlobLedger } from '../../../core/bronze';
import { TerminalError } from '../../../core/errors';
import { keyOf } from '../manifest';
import { landRecords } from '../land-records';
import { pathsByName } from '../paths-by-name';
import { S3Range } from '../s3/s3-range';
import { WholeArchives } from '../whole-archives';
import { readDirectory } from '../zip';
import { claimed } from './claimed';
import { groupOf, type ArchivePlan, type GroupOrder } from './plan';
import { stagingKeys, type StepDependencies } from './step-dependencies';
import { groupId } from './take-group';

/** Look-ups of the ledger at a time. */
const LOOKUPS = 32;

/** Some files of an archive are not kept. */
export class ArchiveIncompleteError extends TerminalError {
  override readonly name = 'ArchiveIncompleteError';

  constructor(missing: number, files: number, list: string) {
    super(`${missing} of ${files} files of the archive are not kept; the list is ${list}`);
  }
}

export interface FinishedArchive {
  readonly files: number;
  readonly records: number;
}

/**
 * Makes sure that every file of the directory is kept, and lands the records of text files.
 *
 * @throws ArchiveIncompleteError with where the list of what is missing stands
 */
export async function finishArchive(
  run: string,
  plan: ArchivePlan,
  deps: StepDependencies,
): Promise<FinishedArchive> {
  const keys = stagingKeys(deps.source, run);
  const blobs = new BlobLedger(deps.ledger, deps.clock);
  const orders = JSON.parse((await deps.bronze.get(keys.groups))?.toString('utf8') ?? '[]') as GroupOrder[];
  const taken = await pMap(orders, ({ number }) => blobs.isTaken(groupId(deps.source, plan, number)), {
    concurrency: LOOKUPS,
  });
  const open = orders.filter((_, index) => taken[index] !== true);
  const missing = (await pMap(open, (order) => missingOf(run, order, deps), { concurrency: 4 })).flat();
  if (missing.length > 0 || orders.length !== plan.groups) {
    await deps.bronze.put(keys.missing, JSON.stringify(missing, null, 1));
    throw new ArchiveIncompleteError(missing.length, plan.files, `s3://${deps.bucket}/${keys.missing}`);
  }
  const records = await takeRecords(run, plan, blobs, deps);
  await new WholeArchives(deps.ledger, deps.source).note({ id: plan.archiveId, size: plan.size });
  return { files: plan.files, records };
}

/** Of a group that hasn't been taken whole: what is not kept, or everything when nobody knows. */
async function missingOf(run: string, order: GroupOrder, deps: StepDependencies): Promise<unknown[]> {
  const told = await deps.bronze.get(stagingKeys(deps.source, run).problems(order.number));
  if (told) return JSON.parse(told.toString('utf8')) as unknown[];
  const { entries } = await groupOf(run, order, deps);
  return entries.map(({ path }) => ({ path, reason: 'its group was not taken' }));
}

async function takeRecords(
  run: string,
  { archiveId }: ArchivePlan,
  blobs: BlobLedger,
  deps: StepDependencies,
): Promise<number> {
  const { source, settings, bronze } = deps;
  if (settings.records.length === 0) return 0;
  const claim = await claimed(`${source}/${archiveId}/records`, blobs);
  if (!claim) return 0;
  const reader = await S3Range.open(deps.s3, deps.bucket, stagingKeys(source, run).archive);
  const { files } = await readDirectory(reader, settings.limits);
  const { paths, keyOfName } = pathsByName(files, settings.records, (path) => keyOf(source, path));
  const landed = await landRecords(claim, {
    ...deps,
    records: settings.records,
    paths,
    open: (path) => bronze.getStream(keyOf(source, path)),
    keyOf: keyOfName,
  });
  await blobs.settle(claim, true);
  return landed;
}

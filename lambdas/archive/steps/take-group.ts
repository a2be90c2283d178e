import { Readable } from 'node:stream';
import { BlobLedger, landBlobs, recordsOf } from '../../../core/bronze';
import { archiveFiles, keyOf, manifestRecords, type FileOutcome } from '../manifest';
import { pictureMeter } from '../pictures';
import { S3Files } from '../s3/s3-files';
import { S3Range } from '../s3/s3-range';
import { extractGroup, type Entry } from '../zip';
import type { Piece } from '../zip/inflate';
import { claimed } from './claimed';
import { groupOf, type ArchivePlan, type GroupOrder } from './plan';
import { Slots } from './slots';
import { stagingKeys, type StepDependencies } from './step-dependencies';

/** Requests at a time, and bytes in them. */
const [PUTS, PUT_BYTES] = [64, 128 * 1024 * 1024];

export interface GroupResult {
  readonly taken: number;
  readonly notKept: number;
}

/** The id of a group in the ledger. */
export function groupId(
  source: string,
  { archiveId }: Pick<ArchivePlan, 'archiveId'>,
  group: number,
): string {
  return `${source}/${archiveId}/${group}`;
}

/** Extracts one group: one range of the archive is read, and each of its files written and verified by S3. */
export async function takeGroup(
  run: string,
  plan: Pick<ArchivePlan, 'archiveId'>,
  order: GroupOrder,
  deps: StepDependencies,
): Promise<GroupResult> {
  const { source, settings, s3, bucket, bronze } = deps;
  const keys = stagingKeys(source, run);
  const blobs = new BlobLedger(deps.ledger, deps.clock);
  const claim = await claimed(groupId(source, plan, order.number), blobs);
  if (!claim) return { taken: 0, notKept: 0 };
  const group = await groupOf(run, order, deps);
  const archive = await S3Range.open(s3, bucket, keys.archive);
  const files = new S3Files(s3, bucket);
  const meter = settings.pictures && pictureMeter(settings.pictures);
  const outcomes = new Map<Entry, FileOutcome>();
  const measured = new Map<Entry, string>();
  const slots = new Slots(PUTS, PUT_BYTES);
  const put = async (entry: Entry, body: Buffer | Readable): Promise<void> => {
    const state = await files.put(keyOf(source, entry.path), entry, body);
    const reason = state === 'differs' ? 'another file of this name was kept before' : undefined;
    outcomes.set(entry, { entry, state, ...(reason !== undefined && { reason }) });
  };
  const measure = (entry: Entry, content?: Buffer): void => {
    const measurement = meter?.measure(entry.path, content);
    if (measurement) measured.set(entry, measurement);
  };
  await extractGroup(archive.stream(group.start, group.end), group, {
    whole(entry, content) {
      measure(entry, content);
      return slots.start(content.length, () => put(entry, content));
    },
    async large(entry, pieces) {
      await put(entry, Readable.from(contentOf(pieces), { objectMode: false }));
      measure(entry);
    },
    damaged: (entry, reason) => void outcomes.set(entry, { entry, state: 'damaged', reason }),
  });
  await slots.end();
  // In the order of the archive, so that every repetition of a try lands the same.
  const inOrder = group.entries.flatMap((entry) => outcomes.get(entry) ?? []);
  const manifest = { source, archiveId: plan.archiveId, arrivedAt: claim.arrivedAt };
  const records = manifestRecords(manifest, inOrder.length, (index) => inOrder[index] as FileOutcome);
  await landBlobs(claim, { dataset: archiveFiles, records }, bronze);
  if (meter) {
    const pictures = group.entries.flatMap((entry) => measured.get(entry) ?? []);
    await landBlobs(claim, { dataset: meter.dataset, records: recordsOf(pictures) }, bronze);
  }
  const problems = inOrder.flatMap(({ entry: { path }, reason }) =>
    reason === undefined ? [] : [{ path, reason }],
  );
  if (problems.length > 0) await bronze.put(keys.problems(group.number), JSON.stringify(problems));
  await blobs.settle(claim, problems.length === 0 && inOrder.length === group.entries.length);
  return { taken: inOrder.length - problems.length, notKept: problems.length };
}

async function* contentOf(pieces: AsyncIterable<Piece>): AsyncGenerator<Buffer> {
  for await (const { content } of pieces) yield* content;
}

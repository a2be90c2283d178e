import { within } from '../../../core/sources';
import { FetchRefusedError } from '../fetch/errors';
import { fetchedPart } from '../fetch/fetched-part';
import { patiently, type Patience } from '../fetch/patiently';
import type { RemoteInfo } from '../fetch/remote-file';
import { S3Range } from '../s3/s3-range';
import { S3Upload } from '../s3/s3-upload';
import { WholeArchives } from '../whole-archives';
import { stagingKeys, type StepDependencies } from './step-dependencies';

/** Bytes of a part; S3 takes 10,000 parts of an object. */
const PART_BYTES = 32 * 1024 * 1024;
const MOST_PARTS = 9_000;
/** Longest that an answer may take to begin. Milliseconds. */
const ANSWER_MS = 60_000;

export interface OpenedUpload {
  readonly isKept: false;
  readonly id: string;
  readonly parts: number;
  readonly info: RemoteInfo & { readonly size: number };
}

export interface PartOrder {
  /** From 1 on. */
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

/** An archive of which everything is kept: there is nothing to fetch. */
export interface KeptArchive {
  readonly isKept: true;
  readonly files: number;
}

/** Asks what there is to fetch, and plans its parts. */
export async function openArchive(run: string, deps: StepDependencies): Promise<OpenedUpload | KeptArchive> {
  const keys = stagingKeys(deps.source, run);
  const remote = await deps.remote();
  const { size, ...info } = await patiently(
    () =>
      within({ what: 'Waiting for the server', milliseconds: ANSWER_MS }, (signal) => remote.probe(signal)),
    patience(deps),
  );
  if (!info.hasRanges || size === undefined || size === 0)
    throw new FetchRefusedError(
      'The server sends no parts of the file, or doesn’t say how much it is: fetch it elsewhere, put it into a bucket and name it as s3://...',
    );
  const kept = await new WholeArchives(deps.ledger, deps.source).find(
    remote,
    { ...info, size },
    deps.settings.limits,
    patience(deps),
  );
  if (kept) return { isKept: true, files: kept.files.count };
  const length = Math.max(deps.partBytes ?? PART_BYTES, Math.ceil(size / MOST_PARTS));
  const parts: PartOrder[] = [];
  for (let start = 0; start < size; start += length)
    parts.push({ number: parts.length + 1, start, end: Math.min(size, start + length) - 1 });
  await deps.bronze.put(keys.parts, JSON.stringify(parts));
  const id = await new S3Upload(deps.s3, deps.bucket, keys.archive).begin();
  return { isKept: false, id, parts: parts.length, info: { ...info, size } };
}

/** Fetches one part into the upload. */
export async function fetchPart(
  run: string,
  { id, info }: Omit<OpenedUpload, 'isKept'>,
  part: PartOrder,
  deps: StepDependencies,
): Promise<void> {
  const body = await fetchedPart(await deps.remote(), info, part, patience(deps));
  await new S3Upload(deps.s3, deps.bucket, stagingKeys(deps.source, run).archive).put(id, part.number, body);
}

function patience({ firstWaitMs }: StepDependencies): Patience {
  return firstWaitMs === undefined ? {} : { firstMs: firstWaitMs };
}

/** Puts the parts together. @throws FetchRefusedError when they are not the whole */
export async function closeUpload(
  run: string,
  { id, parts, info }: Omit<OpenedUpload, 'isKept'>,
  deps: StepDependencies,
): Promise<void> {
  const { archive } = stagingKeys(deps.source, run);
  const found = await new S3Upload(deps.s3, deps.bucket, archive).finish(id);
  // A try before this one has put them together, and its answer was lost.
  if (!found && (await S3Range.open(deps.s3, deps.bucket, archive)).size === info.size) return;
  if (found?.parts !== parts || found.size !== info.size)
    throw new FetchRefusedError(
      `${found?.parts ?? 0} of ${parts} parts came, ${found?.size ?? 0} of ${info.size} bytes; start the run again`,
    );
}

import { HeadwaterError } from '../../../core/errors';
import { within } from '../../../core/sources';
import { FetchBrokenError, FetchRefusedError } from '../fetch/errors';
import { patiently, type Patience } from '../fetch/patiently';
import type { RemoteInfo } from '../fetch/remote-file';
import { S3Upload } from '../s3/s3-upload';
import { stagingKeys, type StepDependencies } from './step-dependencies';

/** Bytes of a part; S3 takes 10,000 parts of an object. */
const PART_BYTES = 32 * 1024 * 1024;
const MOST_PARTS = 9_000;
/** Longest that an answer may take to begin. Milliseconds. */
const ANSWER_MS = 60_000;
/** Longest that a part may take. Milliseconds. */
const PART_MS = 600_000;

export interface OpenedUpload {
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

/** Asks what there is to fetch, and plans its parts. */
export async function openUpload(run: string, deps: StepDependencies): Promise<OpenedUpload> {
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
  const length = Math.max(deps.partBytes ?? PART_BYTES, Math.ceil(size / MOST_PARTS));
  const parts: PartOrder[] = [];
  for (let start = 0; start < size; start += length)
    parts.push({ number: parts.length + 1, start, end: Math.min(size, start + length) - 1 });
  await deps.bronze.put(keys.parts, JSON.stringify(parts));
  const id = await new S3Upload(deps.s3, deps.bucket, keys.archive).begin();
  return { id, parts: parts.length, info: { ...info, size } };
}

/** Fetches one part into the upload. */
export async function fetchPart(
  run: string,
  { id, info }: OpenedUpload,
  part: PartOrder,
  deps: StepDependencies,
): Promise<void> {
  const remote = await deps.remote();
  const body = await patiently(
    () =>
      within({ what: 'A part of the archive', milliseconds: PART_MS }, async (signal) => {
        const bytes = Buffer.allocUnsafe(part.end - part.start + 1);
        let end = 0;
        for await (const chunk of unbroken(await remote.open(info, part, signal))) {
          if (end + chunk.length > bytes.length) throw new FetchBrokenError('More came than was asked for');
          bytes.set(chunk, end);
          end += chunk.length;
        }
        if (end < bytes.length) throw new FetchBrokenError('The connection broke before its part was whole');
        return bytes;
      }),
    patience(deps),
  );
  await new S3Upload(deps.s3, deps.bucket, stagingKeys(deps.source, run).archive).put(id, part.number, body);
}

function patience({ firstWaitMs }: StepDependencies): Patience {
  return firstWaitMs === undefined ? {} : { firstMs: firstWaitMs };
}

/** Whatever the way in which a connection breaks, the next one may hold. */
async function* unbroken(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch (error) {
    if (error instanceof HeadwaterError) throw error;
    throw new FetchBrokenError('The connection broke');
  }
}

/** Puts the parts together. @throws FetchRefusedError when they are not the whole */
export async function closeUpload(
  run: string,
  { id, parts, info }: OpenedUpload,
  deps: StepDependencies,
): Promise<void> {
  const found = await new S3Upload(deps.s3, deps.bucket, stagingKeys(deps.source, run).archive).finish(id);
  if (found.parts !== parts || found.size !== info.size)
    throw new FetchRefusedError(
      `${found.parts} of ${parts} parts came, ${found.size} of ${info.size} bytes; start the run again`,
    );
}

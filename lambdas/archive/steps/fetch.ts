import { retrying, within } from '../../../core/sources';
import { FetchBrokenError, FetchRefusedError } from '../fetch/errors';
import type { RemoteInfo } from '../fetch/remote-file';
import { S3Upload } from '../s3/s3-upload';
import { stagingKeys, type StepDependencies } from './step-dependencies';

/** Bytes of a part; S3 takes 10,000 parts of an object. */
const PART_BYTES = 32 * 1024 * 1024;
const MOST_PARTS = 9_000;
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
  const { size, ...info } = await retrying(() => remote.probe());
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
  const body = await retrying(() =>
    within({ what: 'A part of the archive', milliseconds: PART_MS }, async (signal) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of await remote.open(info, part, signal)) chunks.push(chunk);
      const bytes = Buffer.concat(chunks);
      if (bytes.length !== part.end - part.start + 1)
        throw new FetchBrokenError('The connection broke before its part was whole');
      return bytes;
    }),
  );
  await new S3Upload(deps.s3, deps.bucket, stagingKeys(deps.source, run).archive).put(id, part.number, body);
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

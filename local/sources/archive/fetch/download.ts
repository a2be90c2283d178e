import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pMap from 'p-map';
import { z } from 'zod';
import { HeadwaterError } from '../../../../core/errors';
import { retrying, within } from '../../../../core/sources';
import { FetchBrokenError, FetchRefusedError } from '../../../../lambdas/archive/fetch/errors';
import type { RemoteFile, RemoteInfo } from '../../../../lambdas/archive/fetch/remote-file';
import { codeOf, replaceDurably } from '../../../store/durable-file';

/** Bytes fetched by one request, so many requests at a time. */
const PART_BYTES = 16 * 1024 * 1024;
const CONNECTIONS = 6;
/** Longest that nothing may come. Milliseconds. */
const STALL_MS = 60_000;

const journalSchema = z.object({
  size: z.int(),
  version: z.string().optional(),
  /** Parts that are on the disk. */
  done: z.array(z.int()),
});

export interface DownloadOptions {
  readonly signal?: AbortSignal;
  readonly partBytes?: number;
  readonly onSize?: (bytes: number) => void;
  readonly onProgress?: (bytes: number) => void;
  /** Milliseconds before the second try. @default 500 */
  readonly firstWaitMs?: number;
}

/**
 * Fetches a file in parallel parts; one that was stopped goes on with the parts that are missing, unless the file
 * has become another. The path is given when all of it is there and its checksum fits, where the provider gives one.
 */
export async function download(file: RemoteFile, path: string, options: DownloadOptions = {}): Promise<void> {
  if (existsSync(path)) return;
  await mkdir(dirname(path), { recursive: true });
  const info = await tries(options, () => file.probe(options.signal));
  if (info.size !== undefined) options.onSize?.(info.size);
  if (info.hasRanges && info.size !== undefined && info.size > 0)
    await inParts(file, info, info.size, path, options);
  else await tries(options, () => asAWhole(file, info, path, options));
  await verify(`${path}.part`, info, path);
  await rename(`${path}.part`, path);
  await rm(`${path}.json`, { force: true });
}

async function inParts(
  file: RemoteFile,
  info: RemoteInfo,
  size: number,
  path: string,
  options: DownloadOptions,
): Promise<void> {
  const { partBytes = PART_BYTES, onProgress } = options;
  const done = new Set(await partsDone(path, info));
  const part = await open(`${path}.part`, done.size > 0 ? 'r+' : 'w', 0o600);
  const failed = new AbortController();
  const signal = AbortSignal.any([failed.signal, ...(options.signal ? [options.signal] : [])]);
  let noting: Promise<unknown> = Promise.resolve();
  const fetchPart = async (number: number): Promise<void> => {
    const [start, end] = [number * partBytes, Math.min(size, (number + 1) * partBytes) - 1];
    if (done.has(number)) return onProgress?.(end - start + 1);
    let at = start;
    await tries({ ...options, signal }, async () => {
      const bytes = await file.open(info, { start: at, end }, signal);
      at = await writeTo(part, bytes, at, end + 1, { ...options, signal });
      if (at <= end) throw new FetchBrokenError('The connection broke before its part was whole');
    });
    // What is noted has to be on the disk before.
    noting = noting.then(async () => {
      await part.datasync();
      done.add(number);
      const journal = JSON.stringify({ size, version: info.version, done: [...done] });
      await replaceDurably(`${path}.json`, journal, dirname(path));
    });
    await noting;
  };
  const numbers = Array.from({ length: Math.ceil(size / partBytes) }, (_, number) => number);
  // Nothing is written any more when the file is closed, whatever went wrong.
  const ended = await pMap(
    numbers,
    (number) =>
      signal.aborted ? undefined : fetchPart(number).catch((error: unknown) => failed.abort(error)),
    { concurrency: CONNECTIONS },
  ).finally(() => part.close());
  if (ended.length === numbers.length) signal.throwIfAborted();
}

/** A server without ranges, or one that doesn't say how much it is: what comes counts when it comes to its end. */
async function asAWhole(
  file: RemoteFile,
  info: RemoteInfo,
  path: string,
  options: DownloadOptions,
): Promise<void> {
  const part = await open(`${path}.part`, 'w', 0o600);
  try {
    const bytes = await file.open(info, undefined, options.signal);
    const end = await writeTo(part, bytes, 0, info.size ?? Number.MAX_SAFE_INTEGER, options);
    if (info.size !== undefined && end < info.size)
      throw new FetchBrokenError(`The connection broke: ${end} of ${info.size} bytes came`);
    await part.datasync();
  } finally {
    await part.close();
  }
}

/** @returns where the next byte goes */
async function writeTo(
  part: FileHandle,
  bytes: AsyncIterable<Uint8Array>,
  from: number,
  end: number,
  { signal, onProgress }: DownloadOptions,
): Promise<number> {
  let at = from;
  const chunks = bytes[Symbol.asyncIterator]();
  const next = { what: 'Waiting for the server', milliseconds: STALL_MS, signal };
  try {
    for (;;) {
      const chunk = await within(next, () => chunks.next());
      if (chunk.done === true) return at;
      if (at + chunk.value.length > end) throw new FetchBrokenError('More came than was asked for');
      await part.write(chunk.value, 0, chunk.value.length, at);
      at += chunk.value.length;
      onProgress?.(chunk.value.length);
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof HeadwaterError || isOfDisk(error)) throw error;
    if (at > from) return at;
    throw new FetchBrokenError('The connection broke');
  } finally {
    await chunks.return?.().catch(() => undefined);
  }
}

/** The disk is full, or broken: nothing that another connection would help. */
function isOfDisk(error: unknown): boolean {
  return /^(ENOSPC|EDQUOT|EIO|EROFS|EFBIG)$/.test(codeOf(error) ?? '');
}

async function partsDone(path: string, { size, version }: RemoteInfo): Promise<readonly number[]> {
  const text = await readFile(`${path}.json`, 'utf8').catch(() => undefined);
  const noted = journalSchema.safeParse(text === undefined ? undefined : JSON.parse(text));
  // Without a version nobody knows whether the rest is of the same file.
  const isSame =
    noted.success && version !== undefined && noted.data.version === version && noted.data.size === size;
  return isSame && existsSync(`${path}.part`) ? noted.data.done : [];
}

async function verify(part: string, { md5 }: RemoteInfo, path: string): Promise<void> {
  if (md5 === undefined) return;
  const hash = createHash('md5');
  for await (const chunk of createReadStream(part)) hash.update(chunk as Buffer);
  if (hash.digest('base64') === md5) return;
  await rm(part, { force: true });
  await rm(`${path}.json`, { force: true });
  throw new FetchRefusedError(
    'What came is not what the provider’s MD5 says; it was thrown away. Fetch it again',
  );
}

/** Longest that a server is waited for because it asks for it. Milliseconds. */
const PATIENCE_MS = 300_000;

function tries<T>({ signal, firstWaitMs = 500 }: DownloadOptions, work: () => Promise<T>): Promise<T> {
  const once = async (): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof FetchBrokenError && error.waitMs > 0)
        await sleep(Math.min(error.waitMs, PATIENCE_MS), undefined, signal && { signal });
      throw error;
    }
  };
  return retrying(once, { attempts: 6, firstMs: firstWaitMs, ...(signal && { signal }) });
}

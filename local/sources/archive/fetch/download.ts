import { createReadStream, existsSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import pMap from 'p-map';
import { fits, nameOf } from '../../../../lambdas/archive/fetch/checksum';
import { FetchBrokenError, FetchRefusedError } from '../../../../lambdas/archive/fetch/errors';
import type { RemoteFile, RemoteInfo } from '../../../../lambdas/archive/fetch/remote-file';
import { patiently } from '../../../../lambdas/archive/fetch/patiently';
import { connected, writeTo, type ConnectionOptions } from './connection';
import { FetchJournal } from './journal';

/** Bytes fetched by one request, so many requests at a time. */
const PART_BYTES = 16 * 1024 * 1024;
const CONNECTIONS = 6;
/** Longest that a server is waited for because it asks for it. Milliseconds. */
const PATIENCE_MS = 300_000;

export interface DownloadOptions extends ConnectionOptions {
  readonly partBytes?: number;
  readonly onSize?: (bytes: number) => void;
  /** Milliseconds before the second try. @default 500 */
  readonly firstWaitMs?: number;
}

/**
 * Fetches a file in parallel parts; one that was stopped goes on with the parts that are missing, unless the file
 * has become another. The path is given when all of it is there and its checksum fits, where the provider gives one.
 */
export async function download(file: RemoteFile, path: string, options: DownloadOptions = {}): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const journal = new FetchJournal(path);
  const info = await infoOf(file, path, options);
  if (info === undefined || (await journal.isWhole(info))) return;
  await rm(path, { force: true });
  if (info.size !== undefined) options.onSize?.(info.size);
  if (info.hasRanges && info.size !== undefined && info.size > 0)
    await inParts(file, info, info.size, journal, options);
  else await tries(options, () => asAWhole(file, info, journal, options));
  await verify(info, journal);
  await rename(journal.part, path);
}

/** @returns undefined when its server tells nothing of a file that is here: it stays what it is */
async function infoOf(
  file: RemoteFile,
  path: string,
  options: DownloadOptions,
): Promise<RemoteInfo | undefined> {
  try {
    return await tries(options, () =>
      connected(
        options,
        (signal) => file.probe(signal),
        async (info) => info,
      ),
    );
  } catch (error) {
    options.signal?.throwIfAborted();
    if (existsSync(path)) return undefined;
    throw error;
  }
}

async function inParts(
  file: RemoteFile,
  info: RemoteInfo,
  size: number,
  journal: FetchJournal,
  options: DownloadOptions,
): Promise<void> {
  const { partBytes = PART_BYTES, onProgress } = options;
  const done = new Set(await journal.partsDone(info));
  const part = await open(journal.part, done.size > 0 ? 'r+' : 'w', 0o600);
  const failed = new AbortController();
  const signal = AbortSignal.any([failed.signal, ...(options.signal ? [options.signal] : [])]);
  let noting: Promise<unknown> = Promise.resolve();
  const fetchPart = async (number: number): Promise<void> => {
    const [start, end] = [number * partBytes, Math.min(size, (number + 1) * partBytes) - 1];
    if (done.has(number)) return onProgress?.(end - start + 1);
    let at = start;
    await tries({ ...options, signal }, async () => {
      at = await connected(
        { ...options, signal },
        (until) => file.open(info, { start: at, end }, until),
        (bytes) => writeTo(part, bytes, at, end + 1, { ...options, signal }),
      );
      if (at <= end) throw new FetchBrokenError('The connection broke before its part was whole');
    });
    // What is noted has to be on the disk before.
    noting = noting.then(async () => {
      await part.datasync();
      done.add(number);
      await journal.note(info, done);
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
  journal: FetchJournal,
  options: DownloadOptions,
): Promise<void> {
  const part = await open(journal.part, 'w', 0o600);
  try {
    const end = await connected(
      options,
      (signal) => file.open(info, undefined, signal),
      (bytes) => writeTo(part, bytes, 0, info.size ?? Number.MAX_SAFE_INTEGER, options),
    );
    if (info.size !== undefined && end < info.size)
      throw new FetchBrokenError(`The connection broke: ${end} of ${info.size} bytes came`);
    await part.datasync();
    await journal.note(info, []);
  } finally {
    await part.close();
  }
}

async function verify({ checksum }: RemoteInfo, journal: FetchJournal): Promise<void> {
  if (!checksum || (await fits(checksum, createReadStream(journal.part)))) return;
  await journal.forget();
  throw new FetchRefusedError(
    `What came is not what the provider’s ${nameOf(checksum)} says; it was thrown away. Fetch it again`,
  );
}

function tries<T>({ signal, firstWaitMs }: DownloadOptions, work: () => Promise<T>): Promise<T> {
  const wait = firstWaitMs !== undefined && { firstMs: firstWaitMs };
  return patiently(work, { ...wait, longestMs: PATIENCE_MS, signal });
}

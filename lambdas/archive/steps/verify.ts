import { fits, nameOf } from '../fetch/checksum';
import type { RemoteInfo } from '../fetch/remote-file';
import { FetchRefusedError } from '../fetch/errors';
import { S3Range } from '../s3/s3-range';
import { stagingKeys, type StepDependencies } from './step-dependencies';

/** Bytes of one request, and requests at a time: one alone is slower than counting. */
const [WINDOW, WINDOWS] = [32 * 1024 * 1024, 6];
/** A checksum goes from front to back, and a function has 15 minutes. Bytes. */
const MOST_VERIFIED = 45_000_000_000;

interface VerifiedArchive {
  /** What the provider's checksum was good for; every file has its CRC-32 besides. */
  readonly checksum: 'fits' | 'not given' | 'too large to be counted in one function';
}

/**
 * Counts the checksum of the archive that was put together, where its provider gives one.
 *
 * @throws FetchRefusedError when it doesn't fit; the next run fetches it again
 */
export async function verifyArchive(
  run: string,
  { checksum }: RemoteInfo,
  deps: StepDependencies,
): Promise<VerifiedArchive> {
  if (!checksum) return { checksum: 'not given' };
  const archive = await S3Range.open(deps.s3, deps.bucket, stagingKeys(deps.source, run).archive);
  if (archive.size > MOST_VERIFIED) return { checksum: 'too large to be counted in one function' };
  if (await fits(checksum, ahead(archive))) return { checksum: 'fits' };
  throw new FetchRefusedError(
    `What came is not what the provider’s ${nameOf(checksum)} says; start the run again`,
  );
}

/** The archive from front to back, several requests ahead of who reads it. */
async function* ahead(archive: S3Range): AsyncGenerator<Buffer> {
  const asked: Promise<Buffer>[] = [];
  let at = 0;
  const ask = (): void => {
    if (at >= archive.size) return;
    const bytes = archive.read(at, WINDOW);
    // Who awaits it is told; until then it has failed for nobody.
    bytes.catch(() => undefined);
    asked.push(bytes);
    at += WINDOW;
  };
  for (let window = 0; window < WINDOWS; window++) ask();
  for (let next = asked.shift(); next !== undefined; next = asked.shift()) {
    const bytes = await next;
    ask();
    yield bytes;
  }
}

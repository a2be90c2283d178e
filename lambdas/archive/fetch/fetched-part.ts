import { HeadwaterError } from '../../../core/errors';
import { within } from '../../../core/sources';
import { FetchBrokenError } from './errors';
import { patiently, type Patience } from './patiently';
import type { ByteRange, RemoteFile, RemoteInfo } from './remote-file';

/** Longest that a part may take. Milliseconds. */
const PART_MS = 600_000;

/** A part of a file that lies somewhere else, as a whole, however often its connection breaks. */
export function fetchedPart(
  remote: RemoteFile,
  info: RemoteInfo,
  part: ByteRange,
  patience: Patience = {},
): Promise<Buffer> {
  const limit = { what: 'A part of the archive', milliseconds: PART_MS, signal: patience.signal };
  return patiently(
    () =>
      within(limit, async (signal) => {
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
    patience,
  );
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

import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from '../../support/properties';
import { CHUNK_BYTES, READ_BYTES, ReadAheadStream } from '../../../lambdas/documents/pull/read-ahead';

const content = randomBytes(4 * CHUNK_BYTES);

/** A server that gives at most so many bytes at once, and answers in any order. */
function serve(file: Buffer, most: number, delays: () => number = () => 0) {
  return async (target: Buffer, position: number): Promise<number> => {
    await sleep(delays());
    return file.subarray(position, position + Math.min(most, target.length)).copy(target);
  };
}

function stream(file: Buffer, readInto: ReturnType<typeof serve>, listed = file.length): ReadAheadStream {
  return new ReadAheadStream(readInto, listed, () => Promise.resolve());
}

it('gives a file as it is, however little a server gives at once and in whatever order it answers', async () => {
  const edges = [
    0,
    1,
    READ_BYTES - 1,
    READ_BYTES,
    READ_BYTES + 1,
    CHUNK_BYTES - 1,
    CHUNK_BYTES,
    CHUNK_BYTES + 1,
  ];
  const sizes = fc.oneof(fc.constantFrom(...edges), fc.integer({ min: 0, max: content.length }));
  const limits = fc.constantFrom(32_768, 65_535, READ_BYTES, 2 * CHUNK_BYTES);
  const delays = fc.infiniteStream(fc.integer({ min: 0, max: 3 }));
  await fc.assert(
    fc.asyncProperty(sizes, limits, delays, async (size, most, delay) => {
      const file = content.subarray(0, size);
      const read = await buffer(
        stream(
          file,
          serve(file, most, () => Number(delay.next().value)),
        ),
      );
      expect(read.equals(file)).toBe(true);
    }),
    { numRuns: 40 },
  );
});

it('gives what is there when the file has shrunk, and one byte more when it has grown', async () => {
  const file = content.subarray(0, 2 * CHUNK_BYTES);
  const read = (listed: number): Promise<Buffer> => buffer(stream(file, serve(file, READ_BYTES), listed));
  expect(await read(3 * CHUNK_BYTES)).toHaveLength(file.length);
  expect(await read(CHUNK_BYTES)).toHaveLength(CHUNK_BYTES + 1);
});

it('ends with the error of a read, and closes the file once', async () => {
  let closed = 0;
  const broken = async (target: Buffer, position: number): Promise<number> => {
    if (position >= CHUNK_BYTES) throw new Error('gone');
    return serve(content, READ_BYTES)(target, position);
  };
  const body = new ReadAheadStream(broken, content.length, async () => void (closed += 1));
  await expect(buffer(body)).rejects.toThrow('gone');
  expect(closed).toBe(1);
});

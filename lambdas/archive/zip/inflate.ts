import { once } from 'node:events';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import type { ByteCursor } from './byte-cursor';
import type { Entry } from './entry-table';
import { EntryDamagedError } from './errors';
import { inflateAtOnce } from './inflate-at-once';

/** Inflated and packed, an entry up to this size is taken as a whole. Bytes. */
export const WHOLE_BYTES = 8 * 1024 * 1024;
/** Packed bytes inflated at a time: at most a thousandfold comes of them. */
const PIECE = 32 * 1024;
const STORED = 0;

/** Part of an entry, as it lies in the archive and as what it is. */
export interface Piece {
  readonly packed: Buffer;
  readonly content: readonly Buffer[];
}

export function isWhole({ packed, size }: Entry): boolean {
  return packed <= WHOLE_BYTES && size <= WHOLE_BYTES;
}

interface Inflated {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

/**
 * The content of an entry, checked.
 *
 * @param room where the content may stand, a byte longer than it. @default memory of its own
 * @throws EntryDamagedError when its size or CRC-32 isn't what the directory says
 */
export function contentOf(entry: Entry, packed: Buffer, room?: Buffer): Buffer {
  const content = entry.method === STORED ? packed : inflated(entry, packed, room);
  check(entry, content.length, crc32(content));
  return content;
}

function inflated({ size, packed: length }: Entry, packed: Buffer, given?: Buffer): Buffer {
  const room = given ?? Buffer.allocUnsafe(size + 1);
  if (inflateAtOnce(packed, room) === size) return room.subarray(0, size);
  try {
    const options = { info: true, maxOutputLength: Math.max(size, 1), chunkSize: Math.max(size + 1, 64) };
    const { buffer, engine } = inflateRawSync(packed, options) as unknown as Inflated;
    if (engine.bytesWritten !== length) throw new EntryDamagedError('it ends before its packed size does');
    return buffer;
  } catch (error) {
    throw damage(error);
  }
}

function damage(error: unknown): Error {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code === 'ERR_BUFFER_TOO_LARGE') return new EntryDamagedError('it inflates to more than its size');
  if (code === 'Z_BUF_ERROR') return new EntryDamagedError('its packed content is cut off');
  if (code.startsWith('Z_')) return new EntryDamagedError('its packed content can’t be inflated');
  return error as Error;
}

/** @throws EntryDamagedError */
function check({ size, crc }: Entry, found: number, foundCrc: number): void {
  if (found !== size) throw new EntryDamagedError(`it has ${found} bytes instead of ${size}`);
  if (foundCrc !== crc) throw new EntryDamagedError('its content doesn’t fit its CRC-32');
}

/**
 * A large entry piece by piece, in bounded memory; whether all of it was right is known at the end.
 *
 * @throws EntryDamagedError at its end, or as soon as it is longer than it says
 */
export async function* pieces(cursor: ByteCursor, entry: Entry): AsyncGenerator<Piece> {
  const end = cursor.offset + entry.packed;
  const inflater = entry.method === STORED ? undefined : new Inflater();
  let [found, crc] = [0, 0];
  try {
    while (cursor.offset < end) {
      const packed = await cursor.some(Math.min(inflater ? PIECE : WHOLE_BYTES, end - cursor.offset));
      if (!packed) throw new EntryDamagedError('the archive ends in it');
      const content = inflater ? await inflater.push(packed) : [packed];
      for (const part of content) {
        found += part.length;
        crc = crc32(part, crc);
      }
      if (found > entry.size) throw new EntryDamagedError('it inflates to more than its size');
      yield { packed, content };
    }
    const rest = (await inflater?.end(entry)) ?? [];
    for (const part of rest) {
      found += part.length;
      crc = crc32(part, crc);
    }
    check(entry, found, crc);
    if (rest.length > 0) yield { packed: Buffer.alloc(0), content: rest };
  } finally {
    inflater?.close();
  }
}

class Inflater {
  private readonly stream = createInflateRaw();
  private parts: Buffer[] = [];
  private failure: Error | undefined;

  constructor() {
    this.stream.on('data', (part: Buffer) => this.parts.push(part));
    this.stream.on('error', (error) => (this.failure = damage(error)));
  }

  async push(packed: Buffer): Promise<Buffer[]> {
    await new Promise<void>((resolve, reject) => {
      this.stream.write(packed, (error) => (error ? reject(damage(error)) : resolve()));
    });
    return this.taken();
  }

  async end({ packed }: Entry): Promise<Buffer[]> {
    if (this.failure === undefined) {
      this.stream.end();
      await once(this.stream, 'end').catch(() => undefined);
    }
    const rest = this.taken();
    if (this.stream.bytesWritten !== packed)
      throw new EntryDamagedError('it ends before its packed size does');
    return rest;
  }

  close(): void {
    this.stream.destroy();
  }

  private taken(): Buffer[] {
    if (this.failure !== undefined) throw this.failure;
    const { parts } = this;
    this.parts = [];
    return parts;
  }
}

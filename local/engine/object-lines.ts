import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { LINE_START } from '../../core/bronze';

/** Longest bronze line that is read: the largest record of the stream and what landing adds to it. Bytes. */
export const MAX_LINE_BYTES = 4 * 1024 * 1024;
/** What a compressed object may grow to before the rest of it is left. Bytes. */
const MAX_INFLATED_BYTES = 1024 * 1024 * 1024;

/** Read at a time. */
const READ_BYTES = 1024 * 1024;

const [LINE_FEED, RETURN] = [0x0a, 0x0d];
/** Bytes that the writer of bronze keeps out of its lines. */
const FORBIDDEN = [RETURN, 0x01, 0x00];
const START = Buffer.from(LINE_START);

/** Whether every line of a file starts as the writer of bronze writes it, and all of it is text. */
export async function isOurs(path: string): Promise<boolean> {
  const file = await open(path);
  // One memory for all of a file: hundreds of megabytes are looked through, and what is thrown away stays for a while.
  const { size } = await file.stat();
  const room = Buffer.allocUnsafeSlow(Math.min(size, READ_BYTES) + Math.min(size, MAX_LINE_BYTES));
  let [bytes, held] = [0, 0];
  try {
    for (;;) {
      const { bytesRead } = await file.read(room, held, Math.min(READ_BYTES, room.length - held));
      if (bytesRead === 0) return bytes > 0 && held === 0;
      bytes += bytesRead;
      const all = room.subarray(0, held + bytesRead);
      const end = all.lastIndexOf(LINE_FEED) + 1;
      if (!areOurs(all.subarray(0, end))) return false;
      held = all.length - end;
      if (held > MAX_LINE_BYTES) return false;
      room.copyWithin(0, end, end + held);
    }
  } finally {
    await file.close();
  }
}

function areOurs(lines: Buffer): boolean {
  if (!isUtf8(lines) || FORBIDDEN.some((byte) => lines.includes(byte))) return false;
  for (let start = 0; start < lines.length;) {
    const end = lines.indexOf(LINE_FEED, start);
    const length = end - start;
    if (length < START.length || length > MAX_LINE_BYTES) return false;
    if (lines.compare(START, 0, START.length, start, start + START.length) !== 0) return false;
    start = end + 1;
  }
  return true;
}

/** A line of an object that the lake didn't write. */
export interface ForeignLine {
  readonly record: string;
  /** From 1. @default the object has no lines */
  readonly line?: number;
}

/**
 * The lines of an object that the lake didn't write, each as a record that silver will judge. What isn't text
 * is told by its line and kept in base64; what is too much to be shown stays in the object alone.
 */
export async function* foreignLines(path: string): AsyncGenerator<ForeignLine> {
  if (!path.endsWith('.gz') && (await startsGzip(path))) {
    yield { record: unreadable('gzip under a name without .gz') };
    return;
  }
  let line = 0;
  try {
    for await (const bytes of linesOf(path)) {
      line++;
      yield { record: recordOf(bytes, line), line };
    }
  } catch {
    line++;
    yield { record: unreadable('the rest of the object', { line }), line };
  }
}

function recordOf(bytes: Buffer | 'too long', line: number): string {
  if (bytes === 'too long') return unreadable(`longer than ${MAX_LINE_BYTES} bytes`, { line });
  if (isUtf8(bytes) && !bytes.includes(0)) return bytes.toString('utf8');
  return unreadable('not UTF-8 text', { line, data_base64: bytes.toString('base64') });
}

function unreadable(why: string, more: object = {}): string {
  return JSON.stringify({ unreadable: why, ...more });
}

async function startsGzip(path: string): Promise<boolean> {
  for await (const chunk of createReadStream(path, { end: 1 })) return (chunk as Buffer).equals(GZIP);
  return false;
}

const GZIP = Buffer.from([0x1f, 0x8b]);

/** @throws Error for a compressed object that is broken or without end */
async function* linesOf(path: string): AsyncGenerator<Buffer | 'too long'> {
  const raw = createReadStream(path, { highWaterMark: 1024 * 1024 });
  const chunks = path.endsWith('.gz') ? inflated(raw.pipe(createGunzip())) : raw;
  let held: Buffer[] = [];
  let bytes = 0;
  const take = (): Buffer | 'too long' => {
    const line = bytes > MAX_LINE_BYTES ? 'too long' : withoutReturn(Buffer.concat(held));
    [held, bytes] = [[], 0];
    return line;
  };
  const hold = (part: Buffer): void => {
    bytes += part.length;
    if (bytes <= MAX_LINE_BYTES) held.push(part);
    else held = [];
  };
  for await (const chunk of chunks as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      hold(chunk.subarray(start, end));
      yield take();
      start = end + 1;
    }
    hold(chunk.subarray(start));
  }
  if (bytes > 0) yield take();
}

async function* inflated(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > MAX_INFLATED_BYTES) throw new RangeError('more than a compressed object may grow to');
    yield chunk;
  }
}

function withoutReturn(line: Buffer): Buffer {
  return line.at(-1) === RETURN ? line.subarray(0, -1) : line;
}

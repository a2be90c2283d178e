import { isUtf8 } from 'node:buffer';
import { gunzipSync } from 'node:zlib';
import { isJson } from '../../core/json/is-json';

const MAGIC = Buffer.from([0x1f, 0x8b, 0x08]);

/**
 * The records of a gzip: its JSON document, or each of its lines when those are JSON.
 *
 * @param limit bytes it may grow to
 * @returns undefined when it is no gzip, not whole, larger than the limit, or holds no text
 */
export function gzippedRecords(bytes: Buffer, limit: number): Buffer[] | undefined {
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  const content = inflated(bytes, limit);
  if (!content || content.length === 0 || !isUtf8(content)) return undefined;
  const text = content.toString('utf8');
  if (isJson(text)) return [content];
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.some(isJson) ? lines.map((line) => Buffer.from(line)) : [content];
}

function inflated(bytes: Buffer, limit: number): Buffer | undefined {
  try {
    const { buffer, engine } = gunzipSync(bytes, { maxOutputLength: limit, info: true }) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    // What stands behind the last member would be lost.
    return engine.bytesWritten === bytes.length ? buffer : undefined;
  } catch {
    return undefined;
  }
}

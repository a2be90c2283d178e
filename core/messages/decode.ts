import { isUtf8 } from 'node:buffer';
import { isObject, parseExact, untyped, type Decoded, type Json } from '../changes';

/** Reads what a message's key or value holds. */
export interface Decoder {
  /** Gets what is needed to decode: schemas that aren't known yet. @default nothing is */
  prepare?(payloads: Iterable<Uint8Array>): Promise<void>;
  /** @returns undefined for bytes that are none of what the decoder reads */
  decode(payload: Uint8Array): Decoded | undefined;
}

/** JSON as text. */
export const jsonDecoder: Decoder = {
  decode: (payload) => {
    const text = textOf(payload);
    const value = text === undefined ? undefined : parseExact(text, values);
    return value === undefined ? undefined : untyped(value);
  },
};

/** The text of a payload; undefined when it is none. */
export function textOf(payload: Uint8Array): string | undefined {
  return isUtf8(payload) ? bufferOf(payload).toString('utf8') : undefined;
}

export function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** What of an envelope are values of rows: only there does a digit matter. */
function values(value: Json): Json {
  const envelope = isObject(value) && isObject(value.payload) ? value.payload : value;
  if (!isObject(envelope) || !('source' in envelope || 'metadata' in envelope)) return envelope;
  const { before, after, data, 'before-image': image, source } = envelope;
  const place = isObject(source) ? [source.lsn ?? null, source.pos ?? null, source.ts_us ?? null] : null;
  return [before ?? null, after ?? null, data ?? null, image ?? null, place];
}

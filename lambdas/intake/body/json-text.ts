import { isUtf8 } from 'node:buffer';

/** A JSON value with the text it was sent as. */
export interface JsonText {
  readonly text: string;
  readonly value: unknown;
}

/** Reads bytes as one JSON value, or says what they are instead. */
export function jsonText(bytes: Buffer, otherwise = 'text that is not JSON'): JsonText | string {
  if (!isUtf8(bytes)) return 'bytes that are not UTF-8';
  const text = bytes.toString('utf8').trim();
  try {
    return { text, value: JSON.parse(text) as unknown };
  } catch {
    return otherwise;
  }
}

import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { MAX_BODY_BYTES } from './limits';

/** What a body may be. */
export const CONTENT_TYPES = [
  'application/json',
  'application/fhir+json',
  'application/x-ndjson',
  'application/ndjson',
  'application/fhir+ndjson',
];

export const ENCODINGS = ['gzip', 'identity'];

/** A header's media type without its parameters. */
export function isContentType(header: string | undefined): boolean {
  return CONTENT_TYPES.includes((header ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '');
}

const inflate = promisify(gunzip);

/** A body as it was before it was encoded. @returns why it can't be had otherwise */
export async function decoded(body: Buffer, encoding = 'identity'): Promise<Buffer | Undecodable> {
  const name = encoding.trim().toLowerCase();
  if (name === 'identity' || name === '') return body;
  if (name !== 'gzip' && name !== 'x-gzip') return 'unknown';
  try {
    return await inflate(body, { maxOutputLength: MAX_BODY_BYTES });
  } catch (error) {
    return (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'too large' : 'broken';
  }
}

export type Undecodable = 'unknown' | 'too large' | 'broken';

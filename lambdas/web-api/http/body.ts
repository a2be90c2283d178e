import type { Response } from 'undici';
import { AnswerTooLargeError } from '../errors';
import { unreachable } from './reached';

const MIB = 1024 * 1024;

/**
 * The body as it is unpacked, never more of it than allowed: a length that the other side tells, or a small answer
 * that unpacks to a large one, makes no difference.
 *
 * @throws AnswerTooLargeError, or ApiUnreachableError when it breaks off
 */
export async function boundedBody(
  response: Response,
  host: string,
  mostMiB: number,
  signal?: AbortSignal,
): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      size += part.byteLength;
      if (size > mostMiB * MIB) throw new AnswerTooLargeError(host, mostMiB);
      parts.push(part);
    }
  } catch (error) {
    throw unreachable(host, error, signal);
  }
  return Buffer.concat(parts);
}

/** Lets go of an answer that nobody reads. */
export async function discard(response: Response): Promise<void> {
  await response.body?.cancel().catch(() => undefined);
}

import type { Readable } from 'node:stream';

/** What an answer is made of: `begin` when it is worked at, what is printed, and the exit code. */
const KINDS = ['begin', 'stdout', 'stderr', 'end'] as const;
/** Bytes of a kind and a length. */
const HEAD = 5;

export interface Frame {
  readonly kind: (typeof KINDS)[number];
  readonly bytes: Buffer;
}

export function frame(kind: Frame['kind'], bytes: Buffer | string = ''): Buffer {
  const body = Buffer.from(bytes);
  const head = Buffer.alloc(HEAD);
  head.writeUInt8(KINDS.indexOf(kind), 0);
  head.writeUInt32BE(body.length, 1);
  return Buffer.concat([head, body]);
}

/** Frames as they come; what is cut off at the end is left out. */
export async function* framesOf(stream: Readable): AsyncGenerator<Frame> {
  let rest = Buffer.alloc(0);
  for await (const chunk of stream) {
    rest = Buffer.concat([rest, chunk as Buffer]);
    for (;;) {
      const end = rest.length < HEAD ? Infinity : HEAD + rest.readUInt32BE(1);
      const kind = KINDS[rest[0] ?? KINDS.length];
      if (rest.length < end || kind === undefined) break;
      yield { kind, bytes: rest.subarray(HEAD, end) };
      rest = rest.subarray(end);
    }
  }
}

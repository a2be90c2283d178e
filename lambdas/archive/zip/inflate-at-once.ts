import { createInflateRaw, constants, deflateRawSync } from 'node:zlib';

/**
 * What stands behind Node's inflater: it works at once and again and again, where `inflateRawSync` makes a new one for
 * each call, which takes as long as inflating 4 kB does and leaves garbage. Node gives it no public name, so it is
 * tried before it is relied on.
 */
interface Engine {
  readonly _handle: {
    onerror: () => void;
    reset(): void;
    writeSync(
      flush: number,
      input: Buffer,
      inputStart: number,
      inputLength: number,
      output: Buffer,
      outputStart: number,
      outputLength: number,
    ): void;
  };
  /** Bytes of room and of input that are left. */
  readonly _writeState: Uint32Array;
}

type Inflate = (packed: Buffer, room: Buffer) => number | undefined;

let inflate: Inflate | undefined;

/**
 * Inflates what is whole.
 *
 * @param room a byte longer than the content
 * @returns bytes of content; undefined when anything is out of the ordinary, and `inflateRawSync` should say what
 */
export function inflateAtOnce(packed: Buffer, room: Buffer): number | undefined {
  inflate ??= triedEngine() ?? (() => undefined);
  return inflate(packed, room);
}

function triedEngine(): Inflate | undefined {
  try {
    const found = inflateWith(createInflateRaw() as unknown as Engine);
    const [packed, room] = [deflateRawSync('tried'), Buffer.alloc(6)];
    const isRight = (): boolean => found(packed, room) === 5 && room.toString('latin1', 0, 5) === 'tried';
    const isStrict = found(packed.subarray(0, -1), room) === undefined;
    return isStrict && isRight() && isRight() ? found : undefined;
  } catch {
    return undefined;
  }
}

function inflateWith({ _handle: handle, _writeState: left }: Engine): Inflate {
  let isWell = true;
  handle.onerror = () => (isWell = false);
  return (packed, room) => {
    isWell = true;
    handle.reset();
    handle.writeSync(constants.Z_FINISH, packed, 0, packed.length, room, 0, room.length);
    // Without room nobody has asked for the end.
    if (!isWell || left[1] !== 0 || left[0] === 0) return undefined;
    return room.length - (left[0] as number);
  };
}

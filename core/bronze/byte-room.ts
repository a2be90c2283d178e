/** Bytes that a room has at first. */
const FIRST = 256 * 1024;
/** UTF-8 takes at most so many bytes for a unit of a string. */
const MOST_BYTES = 3;
const [ZERO, QUOTE, BACKSLASH, SPACE, DELETE] = [0x30, 0x22, 0x5c, 0x20, 0x7f];
const HEX = Buffer.from('0123456789abcdef', 'latin1');

/**
 * Text that is put together as bytes: strings that are only made to be written cost more than what stands in them.
 * Its memory is used again, as memory of the system is cleared before it comes.
 */
export class ByteRoom {
  private memory = Buffer.allocUnsafeSlow(FIRST);
  private end = 0;

  get length(): number {
    return this.end;
  }

  /** What was put into it; until something else is. */
  get bytes(): Buffer {
    return this.memory.subarray(0, this.end);
  }

  empty(): void {
    this.end = 0;
  }

  put(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.memory.set(bytes, this.end);
    this.end += bytes.length;
  }

  text(text: string): void {
    this.reserve(text.length * MOST_BYTES);
    this.end += this.memory.write(text, this.end, 'utf8');
  }

  /** A string as it stands between the quotes of JSON. */
  jsonText(text: string): void {
    this.reserve(text.length);
    const { memory, end } = this;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code < SPACE || code >= DELETE || code === QUOTE || code === BACKSLASH) {
        this.text(JSON.stringify(text).slice(1, -1));
        return;
      }
      memory[end + at] = code;
    }
    this.end += text.length;
  }

  /** @param value a whole number from 0 on */
  decimal(value: number): void {
    let length = 1;
    for (let bound = 10; value >= bound; bound *= 10) length += 1;
    this.reserve(length);
    this.end += length;
    this.decimalBefore(this.end, value);
  }

  /** The digits of a whole number over those that stand before a place. */
  decimalBefore(place: number, value: number): void {
    let [at, rest] = [place, value];
    do {
      const next = Math.floor(rest / 10);
      this.memory[--at] = ZERO + (rest - next * 10);
      rest = next;
    } while (rest > 0);
  }

  /** Eight digits. @param value 32 bits */
  hex(value: number): void {
    this.reserve(8);
    for (let shift = 28; shift >= 0; shift -= 4)
      this.memory[this.end++] = HEX[(value >>> shift) & 0xf] as number;
  }

  private reserve(length: number): void {
    if (this.end + length <= this.memory.length) return;
    const larger = Buffer.allocUnsafeSlow((this.end + length) * 2);
    this.memory.copy(larger, 0, 0, this.end);
    this.memory = larger;
  }
}

/** Rooms that nobody is at. */
const free: ByteRoom[] = [];

/** Works with an empty room, which serves others when the work has ended. */
export async function withRoom<T>(work: (room: ByteRoom) => Promise<T>): Promise<T> {
  const room = free.pop() ?? new ByteRoom();
  room.empty();
  try {
    return await work(room);
  } finally {
    free.push(room);
  }
}

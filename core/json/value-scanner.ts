/** What a scan found: where the value ends, that more bytes are needed, or that it isn't JSON. */
export type Scanned = { readonly end: number } | 'more' | 'broken';

type Token = 'start' | 'open' | 'comma' | 'colon' | 'name' | 'value';

const [QUOTE, BACKSLASH, COLON, COMMA] = [0x22, 0x5c, 0x3a, 0x2c];
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Finds the end of one JSON value in bytes that come in pieces, without recursion and without keeping
 * them. Strict scans stop at the first token out of place; others go on by counting brackets, so that a
 * broken element of an array ends where a whole one would.
 */
export class ValueScanner {
  /** One byte per open container: 1 for an object, 0 for an array. */
  private stack = new Uint8Array(64);
  private depth = 0;
  private last: Token = 'start';
  private inString = false;
  private isEscaped = false;
  private inScalar = false;
  /** Where a strict scan stopped. */
  brokenAt = 0;

  constructor(private readonly isStrict: boolean) {}

  /** Goes on at `from`; the next call has to go on where this one's bytes ended. */
  scan(bytes: Buffer, from: number): Scanned {
    for (let i = from; i < bytes.length; i++) {
      const byte = bytes[i] as number;
      if (this.inString) {
        if (this.isEscaped) this.isEscaped = false;
        else if (byte === BACKSLASH) this.isEscaped = true;
        else if (byte === QUOTE) {
          this.inString = false;
          if (this.depth === 0) return { end: i + 1 };
        } else if (byte < 0x20 && this.isStrict) return this.breaks(i);
        continue;
      }
      if (this.inScalar) {
        if (isScalar(byte)) continue;
        this.inScalar = false;
        if (this.depth === 0) return { end: i };
      }
      if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) continue;
      const fits = this.take(byte);
      if (!fits && this.isStrict) return this.breaks(i);
      if (this.depth === 0 && (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT)) return { end: i + 1 };
      if (this.depth === 0 && !fits) return { end: i + 1 };
    }
    return 'more';
  }

  private breaks(at: number): 'broken' {
    this.brokenAt = at;
    return 'broken';
  }

  /** Whether the bytes so far are a whole value if nothing follows: a number ends only there. */
  get mayEnd(): boolean {
    return this.inScalar && this.depth === 0;
  }

  /** @returns whether the token may stand here */
  private take(byte: number): boolean {
    const inObject = this.depth > 0 && this.stack[this.depth - 1] === 1;
    const { last } = this;
    const startsMember = last === 'open' || last === 'comma';
    const mayBeValue = last === 'start' || last === 'colon' || (startsMember && !inObject);
    switch (byte) {
      case QUOTE:
        this.inString = true;
        this.last = inObject && startsMember ? 'name' : 'value';
        return mayBeValue || this.last === 'name';
      case OPEN_OBJECT:
      case OPEN_ARRAY:
        this.push(byte === OPEN_OBJECT ? 1 : 0);
        this.last = 'open';
        return mayBeValue;
      case CLOSE_OBJECT:
      case CLOSE_ARRAY:
        this.depth = Math.max(0, this.depth - 1);
        this.last = 'value';
        return (byte === CLOSE_OBJECT) === inObject && (last === 'open' || last === 'value');
      case COMMA:
        this.last = 'comma';
        return last === 'value';
      case COLON:
        this.last = 'colon';
        return last === 'name';
      default:
        this.inScalar = isScalar(byte);
        this.last = 'value';
        return mayBeValue && this.inScalar;
    }
  }

  private push(kind: 0 | 1): void {
    if (this.depth === this.stack.length) {
      const wider = new Uint8Array(this.stack.length * 2);
      wider.set(this.stack);
      this.stack = wider;
    }
    this.stack[this.depth++] = kind;
  }
}

/** Letters, digits and signs of numbers and of `true`, `false` and `null`. */
function isScalar(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    byte === 0x2b ||
    byte === 0x2d ||
    byte === 0x2e
  );
}

import { regexpOf } from './regexp/regexp';

/** A pattern as RE2 reads it. */
export interface Re2 {
  readonly pattern: string;
  /** Number of groups. */
  readonly groups: number;
  /** Whether it may match nothing at all. */
  readonly matchesEmpty: boolean;
}

/** Repetitions of repetitions that RE2 takes. */
const MOST_REPEATED = 1000;

const CLASSES: Readonly<Record<string, string>> = {
  d: '0-9',
  s: '\\x09-\\x0d ',
  w: 'A-Za-z0-9_',
};

/** What stands between brackets: a class, an escaped sign, a range or a plain character. */
const MEMBER = /\\([dsw])|\\([tnr]|[^A-Za-z0-9\s])|([A-Za-z0-9]-[A-Za-z0-9])|-(?=\])|[^[\]\\&^-]/uy;
const QUANTIFIER = /([*+?]|\{(\d{1,4})(?:,(\d{0,4}))?\})(\??)(?![*+?{])/y;
/** Letters, digits and signs that mean themselves, and all that isn't ASCII. */
const PLAIN = /[^\\[\](){}.*+?|^$]/uy;

/** What is known of the part of a group that stands before the place where the reader is. */
interface Frame {
  /** Whether an alternative before this one may match nothing. */
  anyEmpty: boolean;
  isEmpty: boolean;
  repeated: number;
}

/**
 * The same pattern for RE2, which DuckDB has and which needs no call of JavaScript; undefined for what RE2
 * can't do or reads in another way.
 *
 * @param use `find` for the place of a match, `test` for whether there is one
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function re2Of(pattern: string, use: 'find' | 'test'): Re2 | undefined {
  try {
    regexpOf(pattern);
  } catch {
    return undefined;
  }
  return new Reader(pattern, use).read();
}

class Reader {
  private at = 0;
  private out = '';
  private groups = 0;
  private frames: Frame[] = [fresh()];

  constructor(
    private readonly pattern: string,
    private readonly use: 'find' | 'test',
  ) {}

  read(): Re2 | undefined {
    while (this.at < this.pattern.length) if (!this.step()) return undefined;
    const [frame, ...open] = this.frames;
    if (frame === undefined || open.length > 0) return undefined;
    return { pattern: this.out, groups: this.groups, matchesEmpty: frame.anyEmpty || frame.isEmpty };
  }

  private step(): boolean {
    const rest = this.pattern.slice(this.at);
    if (rest.startsWith('(?:')) return this.open('(?:');
    if (/^\((?!\?)/.test(rest)) {
      this.groups++;
      return this.open('(');
    }
    if (rest.startsWith('|')) {
      const frame = this.frames.at(-1)!;
      frame.anyEmpty ||= frame.isEmpty;
      frame.isEmpty = true;
      return this.take('|', 1);
    }
    if (rest.startsWith(')')) return this.close();
    if (rest.startsWith('^') && this.at === 0) return this.take('^', 1);
    if (rest.startsWith('\\z')) return this.take('\\z', 2);
    if (rest === '$') return this.use === 'test' && this.take('\\n?\\z', 1);
    return this.atom(rest);
  }

  private open(text: string): boolean {
    this.frames.push(fresh());
    return this.take(text, text.length);
  }

  private close(): boolean {
    if (this.frames.length < 2) return false;
    const { anyEmpty, isEmpty, repeated } = this.frames.pop()!;
    this.take(')', 1);
    return this.quantified(anyEmpty || isEmpty, repeated);
  }

  private atom(rest: string): boolean {
    const [, escape, sign] = /^\\(?:([dsw])|([tnr]|[^A-Za-z0-9\s]))/.exec(rest) ?? [];
    if (escape !== undefined) this.take(`[${CLASSES[escape]!}]`, 2);
    else if (sign !== undefined) this.take(`\\${sign}`, 2);
    else if (rest.startsWith('.')) this.take('[^\\n]', 1);
    else if (rest.startsWith('[')) {
      if (!this.set()) return false;
    } else {
      PLAIN.lastIndex = this.at;
      const [char] = PLAIN.exec(this.pattern) ?? [];
      if (char === undefined) return false;
      this.take(char, char.length);
    }
    return this.quantified(false, 1);
  }

  private set(): boolean {
    const start = this.pattern.startsWith('[^', this.at) ? '[^' : '[';
    this.take(start, start.length);
    let count = 0;
    while (!this.pattern.startsWith(']', this.at)) {
      MEMBER.lastIndex = this.at;
      const [all, escape, sign] = MEMBER.exec(this.pattern) ?? [];
      if (all === undefined) return false;
      if (escape !== undefined) this.take(CLASSES[escape]!, 2);
      else if (sign !== undefined) this.take(`\\${sign}`, all.length);
      else this.take(all === '-' ? '\\-' : all, all.length);
      count++;
    }
    return count > 0 && this.take(']', 1);
  }

  /** What may follow an atom. RE2 and Java differ in repetitions of what matches nothing. */
  private quantified(isEmpty: boolean, repeated: number): boolean {
    const frame = this.frames.at(-1)!;
    QUANTIFIER.lastIndex = this.at;
    const [all, sign, from, to] = QUANTIFIER.exec(this.pattern) ?? [];
    if (all === undefined) {
      frame.isEmpty &&= isEmpty;
      frame.repeated = Math.max(frame.repeated, repeated);
      return !/[*+?{]/.test(this.pattern[this.at] ?? '');
    }
    if (isEmpty) return false;
    const times = from === undefined ? 1 : Math.max(1, Number(from), Number(to ?? '0'));
    const least = from === undefined ? (sign === '+' ? 1 : 0) : Number(from);
    frame.isEmpty &&= isEmpty || least === 0;
    frame.repeated = Math.max(frame.repeated, repeated * times);
    return repeated * times <= MOST_REPEATED && this.take(all, all.length);
  }

  private take(text: string, length: number): true {
    this.out += text;
    this.at += length;
    return true;
  }
}

const fresh = (): Frame => ({ anyEmpty: false, isEmpty: true, repeated: 1 });

import { SqlError, refused } from '../../errors';

const POSIX: Readonly<Record<string, string>> = {
  Alpha: 'A-Za-z',
  Digit: '0-9',
  Alnum: 'A-Za-z0-9',
  Upper: 'A-Z',
  Lower: 'a-z',
  Punct: '!-\\/:-@\\[-`{-~',
  Space: ' \\t\\n\\v\\f\\r',
  XDigit: '0-9A-Fa-f',
};
const PROPERTIES =
  /^(L|Lu|Ll|Lt|Lm|Lo|N|Nd|Nl|No|P|Pc|Pd|Ps|Pe|Pi|Pf|Po|S|Sm|Sc|Sk|So|Z|Zs|Zl|Zp|M|Mn|Mc|Me|C|Cc|Cf)$/;
/** What a word is made of for `\b`: letters and digits of every script, unlike `\w`. */
const WORD = '\\p{L}\\p{M}\\p{N}\\p{Pc}';
const CLASSES: Readonly<Record<string, string>> = { d: '0-9', w: 'A-Za-z0-9_', s: '\\t-\\r ' };

/** What a pattern of Java's is in JavaScript. */
export class Translation {
  private at = 0;
  private out = '';

  constructor(
    private readonly pattern: string,
    private readonly dotAll: boolean,
    private readonly multiline: boolean,
  ) {}

  text(): string {
    while (this.at < this.pattern.length) this.step();
    return this.out;
  }

  private step(): void {
    const char = this.pattern[this.at]!;
    switch (char) {
      case '\\':
        this.out += this.escape(false);
        return;
      case '[':
        this.out += this.set();
        return;
      case '.':
        this.out += this.dotAll ? '[^]' : '[^\\n]';
        break;
      case '^':
        this.out += this.multiline ? '(?<=^|\\n)' : '^';
        break;
      case '$':
        this.out += this.multiline ? '(?=\\n|(?![^]))' : '(?=\\n?(?![^]))';
        break;
      case '(':
        if (/^\(\?(?![:=!<])/.test(this.pattern.slice(this.at)))
          throw refused(
            'a regular expression with this kind of group',
            'Use (...), (?:...), (?=...), (?!...) or a flag at the beginning.',
          );
        this.out += char;
        break;
      case '{':
        if (!/^\{\d+(,\d*)?\}/.test(this.pattern.slice(this.at))) this.out += '\\{';
        else {
          const [all] = /^\{\d+(,\d*)?\}/.exec(this.pattern.slice(this.at))!;
          this.out += all;
          this.at += all.length;
          this.possessive();
          return;
        }
        break;
      case '}':
      case ']':
        this.out += `\\${char}`;
        break;
      case '*':
      case '+':
      case '?':
        this.out += char;
        this.at++;
        this.possessive();
        return;
      default:
        this.out += String.fromCodePoint(this.pattern.codePointAt(this.at)!);
        this.at += this.pattern.codePointAt(this.at)! > 0xffff ? 2 : 1;
        return;
    }
    this.at++;
  }

  private possessive(): void {
    if (this.pattern[this.at] === '+')
      throw refused('a possessive quantifier in a regular expression', 'Use a greedy one.');
    if (this.pattern[this.at] === '?') {
      this.out += '?';
      this.at++;
    }
  }

  /** `\d` and its like. @param inSet whether it stands in brackets */
  private escape(inSet: boolean): string {
    const char = this.pattern[this.at + 1];
    if (char === undefined)
      throw new SqlError('INVALID_FUNCTION_ARGUMENT', 'The regular expression ends with a backslash');
    this.at += 2;
    if (char === 'Q') return this.quoted();
    if (char === 'E') return '';
    if (char === 'A' && !inSet) return '^';
    if (char === 'z' && !inSet) return '(?![^])';
    if (char === 'Z' && !inSet) return '(?=\\n?(?![^]))';
    if (char === 'b' && !inSet) return `(?:(?<=[${WORD}])(?![${WORD}])|(?<![${WORD}])(?=[${WORD}]))`;
    if (char === 'B' && !inSet) return `(?:(?<=[${WORD}])(?=[${WORD}])|(?<![${WORD}])(?![${WORD}]))`;
    const known = CLASSES[char.toLowerCase()];
    if (known !== undefined) return this.named(known, char !== char.toLowerCase(), inSet);
    if (char === 'p' || char === 'P') return this.property(char === 'P', inSet);
    if (char === 'x' || char === 'u') return this.code(char);
    if (/[tnrf0v]/.test(char)) return char === '0' ? this.refuse() : `\\${char}`;
    if (/[1-9]/.test(char) && !inSet) return `\\${char}(?:)`;
    if (char === 'k' && !inSet) {
      const [all] = /^<\w+>/.exec(this.pattern.slice(this.at)) ?? [];
      if (all === undefined) return this.refuse();
      this.at += all.length;
      return `\\k${all}`;
    }
    if (/[A-Za-z0-9]/.test(char)) return this.refuse();
    return literal(char);
  }

  private named(members: string, negated: boolean, inSet: boolean): string {
    if (!inSet) return `[${negated ? '^' : ''}${members}]`;
    if (!negated) return members;
    return members === CLASSES.d ? '\\D' : this.refuse();
  }

  private property(negated: boolean, inSet: boolean): string {
    const [all, name = ''] = /^\{(?:Is)?(\w+)\}/.exec(this.pattern.slice(this.at)) ?? [];
    if (all === undefined) return this.refuse();
    this.at += all.length;
    const posix = POSIX[name];
    if (posix !== undefined) return this.refuse();
    if (!PROPERTIES.test(name)) return this.refuse();
    void inSet;
    return `\\${negated ? 'P' : 'p'}{${name}}`;
  }

  private code(kind: string): string {
    const [all, braces, plain] =
      (kind === 'x' ? /^(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{2}))/ : /^(?:()([0-9a-fA-F]{4}))/).exec(
        this.pattern.slice(this.at),
      ) ?? [];
    if (all === undefined) return this.refuse();
    this.at += all.length;
    return `\\u{${braces || plain}}`;
  }

  private quoted(): string {
    const end = this.pattern.indexOf('\\E', this.at);
    const text = this.pattern.slice(this.at, end < 0 ? undefined : end);
    this.at = end < 0 ? this.pattern.length : end + 2;
    return [...text].map(literal).join('');
  }

  private set(): string {
    let out = '[';
    this.at++;
    if (this.pattern[this.at] === '^') {
      out += '^';
      this.at++;
    }
    for (let first = true; ; first = false) {
      const char = this.pattern[this.at];
      if (char === undefined)
        throw new SqlError('INVALID_FUNCTION_ARGUMENT', 'A set of the regular expression does not end');
      if (char === ']' && !first) break;
      if (char === '[' || this.pattern.startsWith('&&', this.at)) return this.refuse();
      if (char === '\\') out += this.escape(true);
      else {
        const point = String.fromCodePoint(this.pattern.codePointAt(this.at)!);
        out += point === '-' ? '-' : literal(point);
        this.at += point.length;
      }
    }
    this.at++;
    return `${out.replace(/^(\[\^?)-|-$/g, (all) => all.replace('-', '\\-'))}]`;
  }

  private refuse(): never {
    throw refused('a regular expression with this class or escape', 'Write the characters out in brackets.');
  }
}

const literal = (char: string): string => (/[\\^$.*+?()[\]{}|/-]/.test(char) ? `\\${char}` : char);

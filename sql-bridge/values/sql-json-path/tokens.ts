import { refused } from '../../errors';

/** A word, a number, a text or a sign of a path. */
interface Token {
  readonly kind: 'word' | 'variable' | 'number' | 'text' | 'sign';
  /** Without quotes and without the `$` of a variable. */
  readonly text: string;
}

const TOKEN =
  /\s*(?:(?<word>[A-Za-z_]\w*)|\$(?<variable>[A-Za-z_]\w*)|(?<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|"(?<text>(?:[^"]|"")*)"|(?<sign>\.\.|&&|\|\||==|<>|!=|<=|>=|[$@.*[\](),?!<>+\-/%]))/y;

/** Reads a path token by token. */
export class PathTokens {
  private readonly tokens: Token[] = [];
  /** How many subscripts are around what is read next. */
  subscripts = 0;
  private at = 0;

  constructor(
    text: string,
    readonly variables: readonly string[],
  ) {
    TOKEN.lastIndex = 0;
    while (text.slice(TOKEN.lastIndex).trim() !== '') {
      const { groups } = TOKEN.exec(text) ?? {};
      if (!groups) throw unreadable();
      const [kind, token] = Object.entries(groups).find(([, found]) => found !== undefined)!;
      const isText = kind === 'text';
      this.tokens.push({ kind: kind as Token['kind'], text: isText ? token.replaceAll('""', '"') : token });
    }
  }

  get isAtEnd(): boolean {
    return this.at === this.tokens.length;
  }

  /** Takes the next tokens when they are these signs or words. */
  accept(...texts: readonly string[]): boolean {
    const isNext = texts.every((text, ahead) => {
      const token = this.tokens[this.at + ahead];
      return token?.text === text && (token.kind === 'sign' || token.kind === 'word');
    });
    if (isNext) this.at += texts.length;
    return isNext;
  }

  expect(text: string): void {
    if (!this.accept(text)) throw unreadable();
  }

  /** Takes the next token when it is of a kind. */
  take(...kinds: readonly Token['kind'][]): Token | undefined {
    const token = this.tokens[this.at];
    if (!token || !kinds.includes(token.kind)) return undefined;
    this.at++;
    return token;
  }

  inSubscript<T>(read: () => T): T {
    this.subscripts++;
    try {
      return read();
    } finally {
      this.subscripts--;
    }
  }

  /** What one way of reading finds; undefined, and back where it began, when that way leads nowhere. */
  attempt<T>(read: () => T | undefined): T | undefined {
    const from = this.at;
    const found = read();
    if (found === undefined) this.at = from;
    return found;
  }
}

export const unreadable = (): Error =>
  refused('a JSON path of this form', "Write it as 'lax $.a[*] ? (@.b > 1).c'.");

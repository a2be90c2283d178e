import { syntaxError } from './syntax-error';
import { tokensOf, type Token } from './lexer';
import type { SqlError } from '../errors';
import type { ColumnNames } from './ast';
import { RESERVED } from './reserved';

/** Deeper nesting than people write; a limit keeps the parser's own stack safe. */
export const MAX_DEPTH = 400;

/** Reads the tokens of one statement in order. */
export class Cursor {
  private readonly tokens: readonly Token[];
  private place = 0;
  private depth = 0;
  /** Parameters `?` seen so far. */
  parameters = 0;

  constructor(readonly sql: string) {
    this.tokens = tokensOf(sql);
  }

  get token(): Token {
    return this.tokens[this.place]!;
  }

  ahead(count: number): Token {
    return this.tokens[Math.min(this.place + count, this.tokens.length - 1)]!;
  }

  get at(): number {
    return this.token.at;
  }

  take(): Token {
    const { token } = this;
    if (token.kind !== 'end') this.place++;
    return token;
  }

  mark(): number {
    return this.place;
  }

  back(place: number): void {
    this.place = place;
  }

  /** Whether the next tokens are these words or symbols. */
  is(first: string, ...others: readonly string[]): boolean {
    return (
      this.token.text === first &&
      isPlain(this.token) &&
      others.every((text, i) => {
        const token = this.ahead(i + 1);
        return token.text === text && isPlain(token);
      })
    );
  }

  /** Takes these words or symbols when they come next. */
  accept(first: string, ...others: readonly string[]): boolean {
    if (!this.is(first, ...others)) return false;
    this.place += 1 + others.length;
    return true;
  }

  expect(first: string, ...others: readonly string[]): void {
    if (!this.accept(first, ...others)) throw this.fail(`'${[first, ...others].join(' ').toUpperCase()}'`);
  }

  isName(): boolean {
    const { kind, text } = this.token;
    return kind === 'quoted' || (kind === 'word' && !RESERVED.has(text));
  }

  /** A name in lower case: names know no case, quoted or not. */
  name(): string {
    if (!this.isName()) throw this.fail('a name');
    return this.take().text.toLowerCase();
  }

  /** A name as it is written, which columns of results keep. */
  label(): string {
    const { at, end, kind, text } = this.token;
    this.name();
    return kind === 'quoted' ? text : this.sql.slice(at, end);
  }

  /** Names of columns in parentheses: as they are known, and as results show them. */
  columnNames(): ColumnNames {
    const labels = this.inParentheses(() => this.list(() => this.label()));
    return { columns: labels.map((label) => label.toLowerCase()), labels };
  }

  names(): readonly string[] {
    const names = [this.name()];
    while (this.accept('.')) names.push(this.name());
    return names;
  }

  string(): string {
    if (this.token.kind !== 'string') throw this.fail('a text in quotes');
    return this.take().text;
  }

  integer(): number {
    if (this.token.kind !== 'integer') throw this.fail('a whole number');
    return Number(this.take().text);
  }

  list<T>(read: () => T): readonly T[] {
    const items = [read()];
    while (this.accept(',')) items.push(read());
    return items;
  }

  inParentheses<T>(read: () => T): T {
    this.expect('(');
    const value = read();
    this.expect(')');
    return value;
  }

  nested<T>(read: () => T): T {
    if (++this.depth > MAX_DEPTH) throw this.fail('less nesting');
    try {
      return read();
    } finally {
      this.depth--;
    }
  }

  fail(expected: string): SqlError {
    return syntaxError(this.sql, this.at, expected);
  }
}

const isPlain = ({ kind }: Token): boolean => kind === 'word' || kind === 'symbol';

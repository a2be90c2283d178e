import { syntaxError } from './syntax-error';

export type TokenKind =
  'word' | 'quoted' | 'string' | 'binary' | 'integer' | 'decimal' | 'double' | 'symbol' | 'end';

/** One token of a statement. */
export interface Token {
  readonly kind: TokenKind;
  /** Its text: for names and strings without the quotes, for words in lower case. */
  readonly text: string;
  /** Where it begins in the statement. */
  readonly at: number;
  /** Where it ends. */
  readonly end: number;
}

const TOKEN =
  /(?<space>\s+|--[^\n]*|\/\*[^]*?\*\/)|(?<unicode>[uU]&'(?:[^']|'')*'(?:\s+[uU][eE][sS][cC][aA][pP][eE]\s+'[^']')?)|(?<binary>[xX]'(?:[^']|'')*')|(?<string>'(?:[^']|'')*')|(?<quoted>"(?:[^"]|"")*"|`(?:[^`]|``)*`)|(?<double>(?:\d+(?:\.\d*)?|\.\d+)[eE][+-]?\d+)|(?<decimal>\d(?:_?\d)*\.(?:\d(?:_?\d)*)?|\.\d(?:_?\d)*)|(?<integer>0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|\d(?:_?\d)*)|(?<word>[A-Za-z_][A-Za-z0-9_@]*)|(?<symbol><>|!=|<=|>=|\|\||->|=>|[-+*/%=<>()[\],.;?{}|^$:])/y;

/**
 * Cuts a statement into tokens.
 *
 * @throws SqlError SYNTAX_ERROR for what begins no token
 * @see https://github.com/trinodb/trino/blob/435/core/trino-parser/src/main/antlr4/io/trino/sql/parser/SqlBase.g4
 */
export function tokensOf(sql: string): readonly Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < sql.length; at = TOKEN.lastIndex) {
    const groups = TOKEN.exec(sql)?.groups;
    if (!groups) throw syntaxError(sql, at, 'a token of Athena SQL');
    const token = tokenOf(groups, sql, at);
    if (token) tokens.push({ ...token, at, end: TOKEN.lastIndex });
  }
  return [...tokens, { kind: 'end', text: '', at: sql.length, end: sql.length }];
}

function tokenOf(
  groups: Record<string, string | undefined>,
  sql: string,
  at: number,
): Pick<Token, 'kind' | 'text'> | undefined {
  const { word, symbol, string, quoted, integer, decimal, double, binary, unicode } = groups;
  if (word !== undefined) return { kind: 'word', text: word.toLowerCase() };
  if (symbol !== undefined) return { kind: 'symbol', text: symbol === '!=' ? '<>' : symbol };
  if (string !== undefined) return { kind: 'string', text: unquoted(string) };
  if (quoted !== undefined) return { kind: 'quoted', text: unquoted(quoted) };
  const number = integer ?? double;
  // A name can't begin with a digit, and behind a point a name can follow.
  if (number !== undefined && !number.includes('.') && /^\w/.test(sql.slice(at + number.length)))
    throw syntaxError(sql, at, 'a number, or a name in double quotes');
  if (integer !== undefined) return { kind: 'integer', text: String(BigInt(integer.replaceAll('_', ''))) };
  if (decimal !== undefined) return { kind: 'decimal', text: decimal.replaceAll('_', '') };
  if (double !== undefined) return { kind: 'double', text: double };
  if (binary !== undefined) {
    const digits = unquoted(binary.slice(1)).replace(/\s/g, '');
    if (!/^([0-9a-f]{2})*$/i.test(digits)) throw syntaxError(sql, at, 'pairs of hexadecimal digits');
    return { kind: 'binary', text: digits };
  }
  if (unicode !== undefined) {
    const [, quotedText = '', sign = '\\'] = /^..('(?:[^']|'')*')(?:.*'(.)')?$/s.exec(unicode) ?? [];
    if (/[0-9a-f+'"\s]/i.test(sign)) throw syntaxError(sql, at, 'another sign for escapes');
    return { kind: 'string', text: unescaped(unquoted(quotedText), sign, sql, at) };
  }
  return undefined;
}

function unquoted(text: string): string {
  const quote = text[0]!;
  return text.slice(1, -1).replaceAll(quote + quote, quote);
}

/** `\00e9`, `\+01f600` and `\\` of U&'...', or of another sign that UESCAPE names. */
function unescaped(text: string, sign: string, sql: string, at: number): string {
  const escape = `\\u{${sign.codePointAt(0)!.toString(16)}}`;
  const escapes = new RegExp(`${escape}(${escape}|\\+[0-9a-fA-F]{6}|[0-9a-fA-F]{4}|)`, 'gu');
  return text.replace(escapes, (_all, code: string) => {
    if (code === sign) return code;
    const point = Number.parseInt(code.replace('+', ''), 16);
    if (Number.isNaN(point) || point > 0x10ffff) throw syntaxError(sql, at, 'a Unicode escape');
    return String.fromCodePoint(point);
  });
}

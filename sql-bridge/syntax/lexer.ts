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

/** Spaces and comments, or a token, of which each kind is a group. */
const TOKEN =
  /(?:\s+|--[^\n]*|\/\*[^]*?\*\/)|([uU]&'(?:[^']|'')*'(?:\s+[uU][eE][sS][cC][aA][pP][eE]\s+'[^']')?)|([xX]'(?:[^']|'')*')|('(?:[^']|'')*')|("(?:[^"]|"")*"|`(?:[^`]|``)*`)|((?:\d+(?:\.\d*)?|\.\d+)[eE][+-]?\d+)|(\d(?:_?\d)*\.(?:\d(?:_?\d)*)?|\.\d(?:_?\d)*)|(0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|\d(?:_?\d)*)|([A-Za-z_][A-Za-z0-9_@]*)|(<>|!=|<=|>=|\|\||->|=>|[-+*/%=<>()[\],.;?{}|^$:])/y;
/** Where a match of {@link TOKEN} has the text of a kind. Groups with names would cost an object for each token. */
const [UNICODE, BINARY, STRING, QUOTED, DOUBLE, DECIMAL, INTEGER, WORD, SYMBOL] = [
  1, 2, 3, 4, 5, 6, 7, 8, 9,
] as const;

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
    const found = TOKEN.exec(sql);
    if (!found) throw syntaxError(sql, at, 'a token of Athena SQL');
    const end = TOKEN.lastIndex;
    const word = found[WORD];
    const symbol = found[SYMBOL];
    const quoted = found[QUOTED];
    // Most tokens are of these kinds: what the others are is looked at for no more than those.
    if (word !== undefined) tokens.push({ kind: 'word', text: word.toLowerCase(), at, end });
    else if (symbol !== undefined)
      tokens.push({ kind: 'symbol', text: symbol === '!=' ? '<>' : symbol, at, end });
    else if (quoted !== undefined) tokens.push({ kind: 'quoted', text: unquoted(quoted), at, end });
    else {
      const [kind, text] = literalOf(found, sql, at) ?? [];
      if (kind !== undefined && text !== undefined) tokens.push({ kind, text, at, end });
    }
  }
  tokens.push({ kind: 'end', text: '', at: sql.length, end: sql.length });
  return tokens;
}

/** @returns undefined for spaces and comments */
function literalOf(
  found: RegExpExecArray,
  sql: string,
  at: number,
): readonly [TokenKind, string] | undefined {
  const string = found[STRING];
  if (string !== undefined) return ['string', unquoted(string)];
  const integer = found[INTEGER];
  const double = found[DOUBLE];
  const number = integer ?? double;
  // A name can't begin with a digit, and behind a point a name can follow.
  if (number !== undefined && !number.includes('.') && /^\w/.test(sql.charAt(at + number.length)))
    throw syntaxError(sql, at, 'a number, or a name in double quotes');
  if (integer !== undefined) return ['integer', String(BigInt(integer.replaceAll('_', '')))];
  const decimal = found[DECIMAL];
  if (decimal !== undefined) return ['decimal', decimal.replaceAll('_', '')];
  if (double !== undefined) return ['double', double];
  const binary = found[BINARY];
  if (binary !== undefined) {
    const digits = unquoted(binary.slice(1)).replace(/\s/g, '');
    if (!/^([0-9a-f]{2})*$/i.test(digits)) throw syntaxError(sql, at, 'pairs of hexadecimal digits');
    return ['binary', digits];
  }
  const unicode = found[UNICODE];
  if (unicode !== undefined) {
    const [, quotedText = '', sign = '\\'] = /^..('(?:[^']|'')*')(?:.*'(.)')?$/s.exec(unicode) ?? [];
    if (/[0-9a-f+'"\s]/i.test(sign)) throw syntaxError(sql, at, 'another sign for escapes');
    return ['string', unescaped(unquoted(quotedText), sign, sql, at)];
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

import { SqlError, refused } from '../errors';
import { varchar } from '../types/type';
import { byKind, duck, js, jsCall, jsNulls, template } from './build';
import type { FunctionTable, Implementation } from './implementation';
import { once } from '../analysis/once';
import { typed, type Typed } from '../analysis/typed';
import type { Expression } from '../syntax/ast';

const invalid = (message: string): SqlError => new SqlError('INVALID_FUNCTION_ARGUMENT', message);
const points = (text: string): string[] => [...text];

/** What Java's Character.isWhitespace and Trino's trim take away. */
const SPACE = '\\t-\\r\\u001c-\\u0020\\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029\\u205f\\u3000';

const trimmed = (left: boolean, right: boolean): Implementation =>
  js((text: string, signs?: string) => {
    const strip = signs === undefined ? new RegExp(`[${SPACE}]`, 'u') : undefined;
    const isStripped = (point: string): boolean =>
      strip ? strip.test(point) : points(signs!).includes(point);
    const found = points(text);
    let [from, to] = [0, found.length];
    while (left && from < to && isStripped(found[from]!)) from++;
    while (right && to > from && isStripped(found[to - 1]!)) to--;
    return found.slice(from, to).join('');
  });

const padded = (left: boolean): Implementation =>
  byKind({
    varchar: js((text: string, size: bigint, by: string) => {
      if (size < 0n || size > 2147483647n)
        throw invalid('Target length must be in the range [0..2147483647]');
      if (by === '') throw invalid('Padding string must not be empty');
      const [own, filler, width] = [points(text), points(by), Number(size)];
      if (own.length >= width) return own.slice(0, width).join('');
      const fill = Array.from({ length: width - own.length }, (_, i) => filler[i % filler.length]).join('');
      return left ? fill + text : text + fill;
    }),
    varbinary: () => {
      throw refused('`lpad` and `rpad` of bytes');
    },
  });

/** A small whole number that the statement names. */
const wholeOf = (node: Expression | undefined): number | undefined =>
  node?.kind === 'integer' && node.text.length < 10 ? Number(node.text) : undefined;

/** ASCII alone is the same for everybody. */
const byLetter =
  (name: 'lower' | 'upper', change: (point: string) => string): Implementation =>
  (call) => {
    const slow = jsCall(call, (text: string) =>
      points(text)
        .map((point) => single(point, change(point)))
        .join(''),
    );
    return once(
      call.args[0]!.sql,
      (text) =>
        `CASE WHEN strlen(${text}) = length(${text}) THEN ${name}(${text}) ELSE ${slow.sql.replace(call.args[0]!.sql, () => text)} END`,
    );
  };

function slice(text: readonly string[], start: bigint, length?: bigint): string {
  const size = BigInt(text.length);
  const from = start > 0n ? start - 1n : size + start;
  if (start === 0n || from < 0n || from >= size || (length !== undefined && length <= 0n)) return '';
  const to = length === undefined ? size : from + length < size ? from + length : size;
  return text.slice(Number(from), Number(to)).join('');
}

const substr: Implementation = byKind({
  varchar: (call) => {
    const places = call.node.args.slice(1).map(wholeOf);
    // Places that are counted from the end differ.
    if (places.every((place) => place !== undefined) && places[0]! > 0)
      return `substring(${[call.args[0]!.sql, ...places].join(', ')})`;
    return jsCall(call, (text: string, start: bigint, length?: bigint) => slice(points(text), start, length));
  },
  char: (call) => {
    const { length } = call.parameters[0] as { readonly length: number };
    return jsCall(call, (text: string, start: bigint, count?: bigint) =>
      slice(points(text.padEnd(length)), start, count),
    );
  },
  varbinary: js((bytes: Uint8Array, start: bigint, length?: bigint) => {
    const size = BigInt(bytes.length);
    const from = start > 0n ? start - 1n : size + start;
    if (start === 0n || from < 0n || from >= size || (length !== undefined && length <= 0n))
      return new Uint8Array();
    return bytes.slice(Number(from), length === undefined ? undefined : Number(from + length));
  }),
});

const concat: Implementation = (call) => {
  const { kind } = call.result;
  if (call.args.length < 2) throw refused('`concat` of one value', 'Leave it out.');
  if (kind === 'array')
    return `list_concat(${call.args.map(({ sql }, i) => (call.parameters[i]!.kind === 'array' ? sql : `[${sql}]`)).join(', ')})`.replace(
      /^list_concat\((.*)\)$/s,
      (all) => nullsOut(all, call.args),
    );
  if (
    call.node.args.some(
      (arg) => arg.kind !== 'lambda' && call.env.analyze(arg, call.env).type.kind === 'char',
    )
  )
    throw refused('`concat` of char(n)', 'Cast it to varchar.');
  return `(${call.args.map(({ sql }) => sql).join(' || ')})`;
};

/** DuckDB's list_concat takes a NULL list for an empty one. */
const nullsOut = (sql: string, args: readonly Typed[]): string =>
  `CASE WHEN ${args.map((arg) => (arg.type.kind === 'array' ? `${arg.sql} IS NOT NULL` : 'true')).join(' AND ')} THEN ${sql} END`;

const longest = (size: number | undefined, factor: number): number | undefined =>
  size === undefined ? undefined : size * factor;

/** @see https://trino.io/docs/435/functions/string.html */
export const textFunctions: FunctionTable = {
  chr: js((code: bigint) => {
    if (code < 0n || code > 0x10ffffn || (code >= 0xd800n && code <= 0xdfffn))
      throw invalid('Not a valid Unicode code point');
    return String.fromCodePoint(Number(code));
  }),
  codepoint: js((text: string) => {
    if (points(text).length !== 1) throw invalid('Input string must be a single character string');
    return text.codePointAt(0)!;
  }),
  concat,
  concat_ws: jsNulls(
    (types) =>
      (separator: string | null, ...rest: readonly (string | null | readonly (string | null)[])[]) => {
        void types;
        if (separator === null) return null;
        if (Array.isArray(rest[0]) || (types[1]?.kind === 'array' && rest[0] === null))
          return rest[0] === null
            ? null
            : (rest[0] as readonly (string | null)[]).filter((each) => each !== null).join(separator);
        return rest.filter((each) => each !== null).join(separator);
      },
  ),
  hamming_distance: js((a: string, b: string) => {
    const [x, y] = [points(a), points(b)];
    if (x.length !== y.length)
      throw invalid('The input strings to hamming_distance function must have the same length');
    return BigInt(x.filter((point, i) => point !== y[i]).length);
  }),
  length: byKind({
    varchar: template((text) => `CAST(length(${text}) AS BIGINT)`),
    varbinary: template((bytes) => `CAST(octet_length(${bytes}) AS BIGINT)`),
    char: (call) =>
      `CASE WHEN ${call.args[0]!.sql} IS NOT NULL THEN CAST(${(call.parameters[0] as { readonly length: number }).length} AS BIGINT) END`,
  }),
  levenshtein_distance: js((a: string, b: string) => BigInt(levenshtein(points(a), points(b)))),
  lower: byLetter('lower', (point) => point.toLowerCase()),
  lpad: padded(true),
  ltrim: trimmed(true, false),
  luhn_check: js((digits: string) => {
    if (!/^\d*$/.test(digits)) throw invalid('Input contains characters other than digits');
    if (digits === '') return false;
    const sum = [...digits].reverse().reduce((total, digit, i) => {
      const n = Number(digit) * (i % 2 === 1 ? 2 : 1);
      return total + (n > 9 ? n - 9 : n);
    }, 0);
    return sum % 10 === 0;
  }),
  normalize: js((text: string, form: string) => {
    if (!/^NFK?[CD]$/.test(form)) throw invalid('Normalization form must be one of [NFD, NFC, NFKD, NFKC]');
    return text.normalize(form);
  }),
  replace: (call) => {
    const as =
      call.args.length === 2
        ? call.parameters[0]!
        : varchar(replaced(call.parameters.map((type) => ('length' in type ? type.length : undefined))));
    const [text, search, by] = call.args;
    if (search!.text) return typed(`replace(${text!.sql}, ${search!.sql}, ${by?.sql ?? "''"})`, as);
    return jsCall(
      call,
      (value: string, part: string, other = '') =>
        part === '' ? spread(value, other) : value.replaceAll(part, () => other),
      { as },
    );
  },
  reverse: byKind({
    varchar: js((text: string) => points(text).reverse().join('')),
    varbinary: js((bytes: Uint8Array) => Uint8Array.from(bytes).reverse()),
    array: template((list) => `list_reverse(${list})`),
  }),
  rpad: padded(false),
  rtrim: trimmed(false, true),
  soundex: () => {
    throw refused('`soundex`');
  },
  split: js((text: string, separator: string, limit?: bigint) => {
    if (separator === '') throw invalid('The delimiter may not be the empty string');
    if (limit !== undefined && limit <= 0n) throw invalid('Limit must be positive');
    const parts = text.split(separator);
    const count = limit === undefined ? parts.length : Number(limit < 2147483647n ? limit : 2147483647n);
    return parts.length <= count
      ? parts
      : [...parts.slice(0, count - 1), parts.slice(count - 1).join(separator)];
  }),
  split_part: (call) => {
    const [text, separator] = call.args;
    const place = wholeOf(call.node.args[2]);
    if (separator!.text && place) return `string_split(${text!.sql}, ${separator!.sql})[${place}]`;
    return jsCall(call, (value: string, by: string, index: bigint) => {
      if (index <= 0n) throw invalid('Index must be greater than zero');
      if (by === '') return index > BigInt(points(value).length) ? null : points(value)[Number(index) - 1]!;
      return value.split(by)[Number(index) - 1] ?? null;
    });
  },
  starts_with: duck('starts_with'),
  uuid: template(() => 'CAST(uuid() AS VARCHAR)'),
  strpos: js((text: string, part: string, occurrence = 1n) => BigInt(place(text, part, occurrence))),
  substr,
  substring: substr,
  translate: js((text: string, from: string, to: string) => {
    const [signs, others] = [points(from), points(to)];
    return points(text)
      .map((point) => (signs.includes(point) ? (others[signs.indexOf(point)] ?? '') : point))
      .join('');
  }),
  trim: trimmed(true, true),
  upper: byLetter('upper', (point) => point.toUpperCase()),
};

/** Letter by letter: what would become two letters stays. */
const single = (point: string, changed: string): string => (points(changed).length === 1 ? changed : point);

function replaced([text, , by]: readonly (number | undefined)[]): number | undefined {
  const long = text === undefined || by === undefined ? undefined : text + (longest(by, text + 1) ?? 0);
  return long === undefined || long > 2147483647 ? undefined : long;
}

/** Before every letter and at the end. */
const spread = (text: string, by: string): string =>
  points(text)
    .map((point) => by + point)
    .join('') + by;

function place(text: string, part: string, occurrence: bigint): number {
  if (occurrence === 0n) throw invalid("'instance' must not be a zero number.");
  if (part === '') return 1;
  const found: number[] = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) found.push(at);
  if (occurrence === -(2n ** 63n)) throw invalid("'instance' must be a positive or negative number.");
  const at = found.at(Number(occurrence > 0n ? occurrence - 1n : occurrence));
  return at === undefined ? 0 : points(text.slice(0, at)).length + 1;
}

function levenshtein(a: readonly string[], b: readonly string[]): number {
  let row = b.map((_, i) => i + 1);
  row.unshift(0);
  for (const [i, x] of a.entries()) {
    const next = [i + 1];
    for (const [j, y] of b.entries())
      next.push(Math.min(next[j]! + 1, row[j + 1]! + 1, row[j]! + (x === y ? 0 : 1)));
    row = next;
  }
  return row.at(-1)!;
}

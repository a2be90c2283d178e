import { SqlError } from '../../errors';
import { byKind, duck, js, jsCall, jsNulls, template } from '../build';
import type { FunctionTable } from '../implementation';
import { concat } from './concat';
import { distanceFunctions } from './distance';
import { place } from './find';
import { byLetter } from './letter-case';
import { padded } from './pad';
import { points } from './points';
import { replace } from './replace';
import { sizeFunctions } from './sizes';
import { substr } from './substr';
import { trimmed } from './trim';
import { wholeOf } from './whole-argument';

const invalid = (message: string): SqlError => new SqlError('INVALID_FUNCTION_ARGUMENT', message);

/** @see https://trino.io/docs/435/functions/string.html */
export const textFunctions: FunctionTable = {
  ...distanceFunctions,
  ...sizeFunctions,
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
  length: byKind({
    varchar: template((text) => `CAST(length(${text}) AS BIGINT)`),
    varbinary: template((bytes) => `CAST(octet_length(${bytes}) AS BIGINT)`),
    char: (call) =>
      `CASE WHEN ${call.args[0]!.sql} IS NOT NULL THEN CAST(${(call.parameters[0] as { readonly length: number }).length} AS BIGINT) END`,
  }),
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
  replace,
  reverse: byKind({
    varchar: js((text: string) => points(text).reverse().join('')),
    varbinary: js((bytes: Uint8Array) => Uint8Array.from(bytes).reverse()),
    array: template((list) => `list_reverse(${list})`),
  }),
  rpad: padded(false),
  rtrim: trimmed(false, true),
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

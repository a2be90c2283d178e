import {
  as,
  byCount,
  counted,
  macro,
  quote,
  raiseIf,
  template,
  type Bridge,
  type FunctionTable,
} from '../bridge';
import { bodyOf, stringLiteral } from '../node';
import { refused } from '../unsupported';

/** `concat` and `||`: NULL when an argument is NULL. */
const concat: Bridge = template(2, (...parts) => `(${parts.join(' || ')})`, 1000);

const normalize: Bridge = counted(1, 2, ({ args, emit }) => {
  const name = bodyOf(args[1], 'column')?.name as { readonly name: string } | undefined;
  if (name && name.name.toUpperCase() !== 'NFC') {
    throw refused(
      '`normalize` to another form than NFC',
      'NFC',
      'Normalize to NFC, or run the statement in Athena.',
    );
  }
  return `nfc_normalize(${emit(args[0]!)})`;
});

const SPECIFIER = /%(?:%|(0\d+)?d|(?:\.(\d+))?f|(\d+)?s)|%/g;

/** `format` with `%s`, `%d`, `%05d`, `%.2f` and `%%`. @see https://trino.io/docs/current/functions/conversion.html#format */
const format: Bridge = counted(1, 100, ({ args, emit }) => {
  const text = stringLiteral(args[0]);
  if (text === undefined)
    throw refused('`format` with a computed format', 'a literal format', 'Write the format as a literal.');
  let next = 1;
  const values: string[] = [];
  const written = text.replace(SPECIFIER, (found, zeros: string | undefined, digits: string | undefined) => {
    if (found === '%%') return found;
    const arg = args[next++];
    if (found === '%' || !arg)
      throw refused(
        '`format` with this specifier',
        '%s, %d, %05d, %.2f or %%',
        'Use one of these, each with an argument.',
      );
    if (found.endsWith('s')) values.push(`athena_to_varchar(${emit(arg)})`);
    else if (found.endsWith('d')) values.push(emit(arg));
    else values.push(`round(CAST(${emit(arg)} AS DOUBLE), ${digits ?? 6})`);
    return found.endsWith('d') && zeros ? `%${zeros}d` : found;
  });
  return values.length
    ? `printf(${[quote(written), ...values].join(', ')})`
    : quote(text.replaceAll('%%', '%'));
});

/** @see https://trino.io/docs/current/functions/string.html */
export const textFunctions: FunctionTable = {
  chr: as('chr'),
  codepoint: as('unicode'),
  concat,
  concat_ws: counted(2, 1000, (call) =>
    call.args.length === 2
      ? `athena_concat_ws(${call.args.map(call.emit).join(', ')})`
      : `concat_ws(${call.args.map(call.emit).join(', ')})`,
  ),
  ends_with: as('ends_with', 2),
  format,
  length: macro(),
  levenshtein_distance: macro(2),
  lower: as('lower'),
  lpad: as('lpad', 3),
  ltrim: byCount({ 1: template(1, (t) => `ltrim(${t}, athena_whitespace())`), 2: as('ltrim', 2) }),
  normalize,
  replace: byCount({ 2: template(2, (t, search) => `replace(${t}, ${search}, '')`), 3: as('replace', 3) }),
  reverse: macro(),
  rpad: as('rpad', 3),
  rtrim: byCount({ 1: template(1, (t) => `rtrim(${t}, athena_whitespace())`), 2: as('rtrim', 2) }),
  split: byCount({ 2: as('string_split', 2), 3: macro(3) }),
  split_part: macro(3),
  starts_with: as('starts_with', 2),
  strpos: byCount({ 2: template(2, (t, part) => `CAST(strpos(${t}, ${part}) AS BIGINT)`) }),
  substr: byCount({ 2: macro(2), 3: macro(3) }),
  translate: as('translate', 3),
  trim: byCount({ 1: template(1, (t) => `trim(${t}, athena_whitespace())`), 2: as('trim', 2) }),
  upper: as('upper'),
};

const codePoints = [
  9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006,
  0x2008, 0x2009, 0x200a, 0x2028, 0x2029, 0x205f, 0x3000,
];

export const textMacros: readonly string[] = [
  // DuckDB's trim takes spaces only.
  `athena_whitespace() AS ${quote(String.fromCodePoint(...codePoints))}`,
  `athena_concat_ws(s, x) AS CASE WHEN typeof(x) LIKE '%[]' THEN array_to_string(CAST(x AS VARCHAR[]), s) ELSE concat_ws(s, CAST(x AS VARCHAR)) END`,
  'athena_length(x VARCHAR) AS CAST(length(x) AS BIGINT), (x BLOB) AS CAST(octet_length(x) AS BIGINT)',
  // DuckDB counts bytes.
  `athena_levenshtein_distance(a, b) AS ${raiseIf('strlen(a) <> length(a) OR strlen(b) <> length(b)', 'levenshtein_distance is bridged for ASCII text', 'levenshtein(a, b)')}`,
  // By code points; DuckDB reverses by graphemes.
  `athena_reverse(t) AS array_to_string(list_reverse(regexp_extract_all(t, '(?s).')), '')`,
  `athena_split(t, s, n) AS CASE WHEN len(string_split(t, s)) <= n THEN string_split(t, s)
    ELSE list_slice(string_split(t, s), 1, n - 1) || [array_to_string(list_slice(string_split(t, s), n, len(string_split(t, s))), s)] END`,
  // NULL behind the last part; DuckDB gives an empty text.
  `athena_split_part(t, s, n) AS ${raiseIf('n < 1', 'split_part counts from 1', 'CASE WHEN n <= len(string_split(t, s)) THEN split_part(t, s, n) END')}`,
  // Empty when the start lies outside; a negative start counts from the end.
  `athena_substr(t, s) AS CASE WHEN t IS NULL OR s IS NULL THEN NULL WHEN s = 0 OR s > length(t) OR s < -length(t) THEN '' ELSE substr(t, s) END,
    (t, s, n) AS CASE WHEN t IS NULL OR s IS NULL OR n IS NULL THEN NULL WHEN s = 0 OR n <= 0 OR s > length(t) OR s < -length(t) THEN '' ELSE substr(t, s, n) END`,
];

import { byCount, counted, quote, type Bridge, type FunctionTable } from '../bridge';
import { kindOf, numberLiteral, stringLiteral, type Node } from '../node';
import { refused } from '../unsupported';

/** What RE2, the engine of DuckDB, does not know. */
const FOREIGN = /\(\?<?[=!]|\(\?>|\\[1-9kGZ]|[*+?}]\+|\\p\{(?:javaLower|Is|In)|\(\?<\w/;

/** A pattern, checked when it is a literal. Java's named groups and look-around have no equal. */
function pattern(node: Node | undefined, emit: (node: Node) => string): string {
  const text = stringLiteral(node);
  if (text === undefined || !FOREIGN.test(text)) return emit(node!);
  throw refused(
    'a pattern with look-around, back-references, possessive quantifiers or named groups',
    'a pattern of RE2',
    'Rewrite the pattern without them.',
  );
}

const matching = (count: number, write: (text: string, regex: string, ...rest: string[]) => string): Bridge =>
  counted(count, count, ({ args, emit }) =>
    write(emit(args[0]!), pattern(args[1], emit), ...args.slice(2).map(emit)),
  );

const group = (name: string): Bridge =>
  counted(2, 3, ({ args, emit }) => {
    const number = args[2] ? numberLiteral(args[2]) : '0';
    if (number === undefined)
      throw refused(`\`${name}\` with a computed group`, 'the number of a group', 'Write the number.');
    return `athena_${name}(${emit(args[0]!)}, ${pattern(args[1], emit)}, ${number})`;
  });

/** `$1` and `${1}` of Java become `\1` of RE2. */
function replacement(node: Node): string {
  if (kindOf(node) === 'lambda')
    throw refused('`regexp_replace` with a lambda', 'a replacement text', 'Write a text with $1.');
  const text = stringLiteral(node);
  if (text === undefined)
    throw refused(
      '`regexp_replace` with a computed replacement',
      'a literal replacement',
      'Write it as a literal.',
    );
  const rewritten = text.replace(
    /\\(.)|\$(?:\{(\d)\}|(\d)(\d?))|([\\$])/gs,
    (_all, escaped, braced, digit, more, stray) => {
      if (escaped !== undefined) return escaped === '\\' ? '\\\\' : String(escaped);
      if (stray !== undefined || more)
        throw refused('a replacement with this group', 'groups $0 to $9', 'Use groups $0 to $9.');
      return `\\${braced ?? digit}`;
    },
  );
  return quote(rewritten);
}

const replace: Bridge = byCount({
  2: matching(2, (text, regex) => `regexp_replace(${text}, ${regex}, '', 'g')`),
  3: ({ args, emit }) =>
    `regexp_replace(${emit(args[0]!)}, ${pattern(args[1], emit)}, ${replacement(args[2]!)}, 'g')`,
});

/** @see https://trino.io/docs/current/functions/regexp.html */
export const regexpFunctions: FunctionTable = {
  regexp_count: matching(2, (text, regex) => `CAST(len(regexp_extract_all(${text}, ${regex})) AS BIGINT)`),
  regexp_extract: group('regexp_extract'),
  regexp_extract_all: group('regexp_extract_all'),
  regexp_like: matching(2, (text, regex) => `regexp_matches(${text}, ${regex})`),
  regexp_replace: replace,
  regexp_split: matching(2, (text, regex) => `string_split_regex(${text}, ${regex})`),
};

export const regexpMacros: readonly string[] = [
  // NULL when nothing matches; DuckDB gives an empty text.
  'athena_regexp_extract(t, p, g) AS CASE WHEN regexp_matches(t, p) THEN regexp_extract(t, p, g) END',
  'athena_regexp_extract_all(t, p, g) AS regexp_extract_all(t, p, g)',
];

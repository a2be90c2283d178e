import { quote, typed, type Typed } from '../analysis/typed';
import { SqlError } from '../errors';
import { arrayOf, VARCHAR } from '../types/type';
import { re2Of, type Re2 } from '../values/re2';
import { regexpOf } from '../values/regexp/regexp';
import { replacement } from '../values/regexp/replacement';
import { js, jsCall } from './build';
import type { FunctionTable } from './implementation';
import { udfName } from '../analysis/udf-name';

function* matches(text: string, pattern: string): Generator<RegExpMatchArray> {
  const found = regexpOf(pattern);
  found.lastIndex = 0;
  yield* text.matchAll(found);
}

function group(match: RegExpMatchArray, index: number | bigint): string | null {
  const n = Number(index);
  if (n < 0) throw new SqlError('INVALID_FUNCTION_ARGUMENT', 'Group cannot be negative');
  if (n >= match.length)
    throw new SqlError(
      'INVALID_FUNCTION_ARGUMENT',
      `Pattern has ${match.length - 1} groups. Cannot access group ${n}`,
    );
  return match[n] ?? null;
}

/** Groups of a pattern that matches nothing count, too. */
function checkGroup(pattern: string, index: number | bigint): void {
  const count = new RegExp(`${regexpOf(pattern).source}|`, 'u').exec('')!.length - 1;
  if (Number(index) < 0) throw new SqlError('INVALID_FUNCTION_ARGUMENT', 'Group cannot be negative');
  if (Number(index) > count)
    throw new SqlError(
      'INVALID_FUNCTION_ARGUMENT',
      `Pattern has ${count} groups. Cannot access group ${index}`,
    );
}

const groups = arrayOf(arrayOf(VARCHAR));

/** @see https://trino.io/docs/435/functions/regexp.html */
export const regexpFunctions: FunctionTable = {
  regexp_count: js((text: string, pattern: string) => BigInt([...matches(text, pattern)].length)),
  regexp_extract: (call) => {
    const [text, pattern] = call.args;
    const native = call.args.length === 2 ? inRe2(pattern!, 'find') : undefined;
    // DuckDB gives an empty text where nothing matches.
    if (native && !native.matchesEmpty) {
      const found = `nullif(regexp_extract(${text!.sql}, ${quote(native.pattern)}), '')`;
      const beginning = beginningOf(native.pattern);
      // Most texts can be told from it, without the pattern.
      return beginning !== '' && isColumn(text!.sql)
        ? `CASE WHEN starts_with(${text!.sql}, ${quote(beginning)}) THEN ${found} END`
        : found;
    }
    return jsCall(call, (value: string, source: string, index: bigint | number = 0) => {
      checkGroup(source, index);
      const [match] = matches(value, source);
      return match ? group(match, index) : null;
    });
  },
  regexp_extract_all: js((text: string, pattern: string, index: bigint | number = 0) => {
    checkGroup(pattern, index);
    return [...matches(text, pattern)].map((match) => group(match, index));
  }),
  regexp_like: (call) => {
    const [text, pattern] = call.args;
    const native = inRe2(pattern!, 'test');
    if (native) return `regexp_matches(${text!.sql}, ${quote(native.pattern)})`;
    return jsCall(call, (value: string, source: string) => {
      const found = regexpOf(source);
      found.lastIndex = 0;
      return found.test(value);
    });
  },
  regexp_position: js((text: string, pattern: string, start = 1, occurrence = 1) => {
    if (start < 1) throw new SqlError('INVALID_FUNCTION_ARGUMENT', 'start position cannot be smaller than 1');
    if (occurrence < 1)
      throw new SqlError('INVALID_FUNCTION_ARGUMENT', 'occurrence cannot be smaller than 1');
    const points = [...text];
    if (start > points.length) return -1;
    const skipped = points.slice(0, start - 1).join('').length;
    let count = 0;
    for (const match of matches(text, pattern)) {
      if (match.index! < skipped || ++count < occurrence) continue;
      return [...text.slice(0, match.index)].length + 1;
    }
    return -1;
  }),
  regexp_replace: (call) => {
    if (call.node.args[2]?.kind !== 'lambda') {
      const [text, pattern, by] = call.args;
      const native = inRe2(pattern!, 'find');
      const written = native && rewrite(by === undefined ? '' : by.text, native.groups);
      // What is put in the place of nothing differs.
      if (native && written !== undefined && !native.matchesEmpty)
        return `regexp_replace(${text!.sql}, ${quote(native.pattern)}, ${quote(written)}, 'g')`;
      return jsCall(call, (text: string, pattern: string, by = '') => {
        const write = replacement(by);
        return [...pieces(text, pattern)]
          .map((piece) => (typeof piece === 'string' ? piece : write(piece)))
          .join('');
      });
    }
    const { ctx } = call.env;
    const [text, pattern] = [call.args[0]!.sql, call.args[1]!.sql];
    const found = ctx.call(
      {
        name: 'athena_regexp_groups',
        parameters: [VARCHAR, VARCHAR],
        result: groups,
        run: (t: string, p: string) =>
          [...matches(t, p)].map((match) => [...match].slice(1).map((each) => each ?? null)),
      },
      text,
      pattern,
    );
    const parameter = ctx.alias('l');
    const written = `list_transform(${found}, lambda ${parameter}: ${call.lambda(2, parameter)})`;
    const run = (t: string, p: string, by: readonly (string | null)[]): string => {
      let next = 0;
      return [...pieces(t, p)]
        .map((piece) => (typeof piece === 'string' ? piece : (by[next++] ?? '')))
        .join('');
    };
    return typed(
      ctx.call(
        {
          name: udfName('regexp_fill'),
          parameters: [VARCHAR, VARCHAR, arrayOf(VARCHAR)],
          result: VARCHAR,
          run: run,
        },
        text,
        pattern,
        written,
      ),
      VARCHAR,
    );
  },
  regexp_split: js((text: string, pattern: string) => {
    const found: string[] = [];
    let at = 0;
    for (const match of matches(text, pattern)) {
      found.push(text.slice(at, match.index));
      at = match.index! + match[0].length;
    }
    return [...found, text.slice(at)];
  }),
};

const inRe2 = ({ text }: Typed, use: 'find' | 'test'): Re2 | undefined =>
  text === undefined ? undefined : re2Of(text, use);

/** With which every text begins that a pattern matches; empty where that isn't plain to see. */
function beginningOf(pattern: string): string {
  const plain = pattern.includes('|') ? undefined : /^\^([A-Za-z0-9:/_-]+)(?![?*+{])/.exec(pattern);
  return plain?.[1] ?? '';
}

/** Whether a value costs nothing to be written twice. */
const isColumn = (sql: string): boolean => /^("\w+"|\w+)\.("\w+"|\w+)$/.test(sql);

/** A replacement such as `0$1` for RE2; undefined for other forms. */
function rewrite(text: string | undefined, groups: number): string | undefined {
  if (text === undefined || !/^(?:[^$\\]|\$[0-9](?![0-9]))*$/.test(text)) return undefined;
  if ([...text.matchAll(/\$(\d)/g)].some(([, group]) => Number(group) > groups)) return undefined;
  return text.replaceAll('$', '\\');
}

/** A text's matches and what stands between them. */
function* pieces(text: string, pattern: string): Generator<string | RegExpMatchArray> {
  let at = 0;
  for (const match of matches(text, pattern)) {
    yield text.slice(at, match.index);
    yield match;
    at = match.index! + match[0].length;
  }
  yield text.slice(at);
}

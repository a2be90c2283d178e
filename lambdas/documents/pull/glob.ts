import { GlobError } from '../errors';

/**
 * Compiles a glob pattern: `*` and `?` stay within one name, `**` spans any number of directories, `{a,b}`
 * is either, `[abc]` one of. Upper and lower case are the same, because `SCAN.PDF` is a PDF too.
 *
 * @throws GlobError when a brace or bracket isn't closed, or a range runs backwards
 */
export function compileGlob(pattern: string): (path: string) => boolean {
  let source = '';
  let braces = 0;
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern.charAt(at);
    if (pattern.startsWith('**/', at)) {
      source += '(?:[^/]+/)*';
      at += 2;
    } else if (pattern.startsWith('**', at)) {
      source += '.*';
      at += 1;
    } else if (char === '*') source += '[^/]*';
    else if (char === '?') source += '[^/]';
    else if (char === '{') {
      source += '(?:';
      braces += 1;
    } else if (char === '}' && braces > 0) {
      source += ')';
      braces -= 1;
    } else if (char === ',' && braces > 0) source += '|';
    else if (char === '[') {
      const end = pattern.indexOf(']', at + 2);
      if (end < 0) throw new GlobError('a [ without a ]');
      const set = pattern
        .slice(at + 1, end)
        .replace(/^!/, '^')
        .replace(/[\\[\]]/g, '\\$&');
      source += `[${set}]`;
      at = end;
    } else source += char.replace(/[.+^$()|\\{}\]]/g, '\\$&');
  }
  if (braces > 0) throw new GlobError('a { without a }');
  const expression = regExp(source);
  return (path) => expression.test(path);
}

function regExp(source: string): RegExp {
  try {
    // s: a dot matches a line break too, which is a legal character of a file name.
    return new RegExp(`^${source}$`, 'isu');
  } catch (error) {
    // All else is escaped or checked by now.
    throw new GlobError('a range in [ ] that runs backwards', { cause: error });
  }
}

/** Whether a path is included by one pattern at least and excluded by none. */
export function pathFilter(
  include: readonly string[],
  exclude: readonly string[],
): (path: string) => boolean {
  const included = include.map(compileGlob);
  const excluded = exclude.map(compileGlob);
  return (path) => included.some((matches) => matches(path)) && !excluded.some((matches) => matches(path));
}

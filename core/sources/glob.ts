import picomatch from 'picomatch';
import { z } from 'zod';
import { GlobError } from './errors';

/**
 * Compiles a glob pattern: `*` and `?` stay within one name, `**` spans any number of directories, `{a,b}`
 * is either, `[abc]` one of. Upper and lower case are the same, because `SCAN.PDF` is a PDF too.
 *
 * @throws GlobError when a brace or bracket isn't closed, or a range runs backwards
 */
export function compileGlob(pattern: string): (path: string) => boolean {
  try {
    // s: a dot matches a line break too, which is a legal character of a file name.
    return picomatch(pattern, {
      dot: true,
      nocase: true,
      noextglob: true,
      strictBrackets: true,
      posix: true,
      flags: 'is',
      debug: true,
    });
  } catch (error) {
    throw new GlobError(problemOf(error), { cause: error });
  }
}

function problemOf(error: unknown): string {
  const [, missing, bracket = ''] = /Missing (opening|closing): "(.)"/.exec(String(error)) ?? [];
  if (missing === undefined) return 'a range in [ ] that runs backwards';
  const other = { '[': ']', ']': '[', '{': '}', '}': '{', '(': ')', ')': '(' }[bracket] ?? '';
  return `a ${other} without a ${bracket}`;
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

/** A pattern as a setting, refused when it can't be read. */
export const globSchema = z
  .string()
  .min(1)
  .superRefine((pattern, context) => {
    try {
      compileGlob(pattern);
    } catch (error) {
      if (!(error instanceof GlobError)) throw error;
      context.addIssue({ code: 'custom', message: error.message });
    }
  });

import type { JsonSchema } from './json-schema';

/** Tests of the bounds of a number. */
export function limits(schema: JsonSchema, v: string): string[] {
  const tests: string[] = [];
  if (schema.minimum !== undefined) tests.push(`${v} >= ${schema.minimum}`);
  if (schema.maximum !== undefined) tests.push(`${v} <= ${schema.maximum}`);
  return tests;
}

/** A test for any of some primitive values; objects are not told apart here. */
export function oneOf(values: readonly unknown[], v: string): string {
  if (values.some((value) => typeof value === 'object' && value !== null)) return 'false';
  return or(values.map((value) => `${v} === ${JSON.stringify(value)}`));
}

/** All of the tests, without those that are always true. */
export function and(tests: readonly string[]): string {
  const needed = tests.filter((test) => test !== 'true');
  if (needed.includes('false')) return 'false';
  return needed.length === 0 ? 'true' : needed.length === 1 ? needed[0]! : `(${needed.join(' && ')})`;
}

/** Any of the tests, without those that are never true. */
export function or(tests: readonly string[]): string {
  const possible = tests.filter((test) => test !== 'false');
  if (possible.includes('true')) return 'true';
  return possible.length === 0
    ? 'false'
    : possible.length === 1
      ? possible[0]!
      : `(${possible.join(' || ')})`;
}

import type { StatedCondition } from '../statement';
import { arnMatches, matches } from './wildcard';

/** Condition keys of a request, lower case, with their values; a key that isn't here is missing from the request. */
export type RequestContext = ReadonlyMap<string, string>;

type Comparison = (found: string, expected: string) => boolean;

const number =
  (holds: (found: number, expected: number) => boolean): Comparison =>
  (found, expected) =>
    holds(Number(found), Number(expected));

const ignoringCase: Comparison = (found, expected) => found.toLowerCase() === expected.toLowerCase();

/** Operators that hold when the value compares with one of those expected. */
const POSITIVE: Readonly<Record<string, Comparison>> = {
  StringEquals: (found, expected) => found === expected,
  StringEqualsIgnoreCase: ignoringCase,
  StringLike: (found, expected) => matches(expected, found),
  ArnEquals: (found, expected) => arnMatches(expected, found),
  ArnLike: (found, expected) => arnMatches(expected, found),
  Bool: ignoringCase,
  NumericEquals: number((found, expected) => found === expected),
  NumericLessThan: number((found, expected) => found < expected),
  NumericLessThanEquals: number((found, expected) => found <= expected),
  NumericGreaterThan: number((found, expected) => found > expected),
  NumericGreaterThanEquals: number((found, expected) => found >= expected),
};

/** Operators that hold when the value compares with none of those given, or when there is no value. */
const NEGATED: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NumericNotEquals: 'NumericEquals',
};

/**
 * Whether a condition of a statement holds for a request.
 *
 * @throws Error when the operator isn't one that is evaluated, naming it
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function holds({ operator, key, values }: StatedCondition, context: RequestContext): boolean {
  const found = context.get(key);
  if (operator === 'Null')
    return values.some((value) => (value.toLowerCase() === 'true') === (found === undefined));
  const base = operator.replace(/IfExists$/, '');
  const negated = Object.hasOwn(NEGATED, base) ? NEGATED[base] : undefined;
  const compare = Object.hasOwn(POSITIVE, negated ?? base) ? POSITIVE[negated ?? base] : undefined;
  if (!compare)
    throw new Error(`The condition operator ${operator} isn't evaluated; expected a simpler one.`);
  if (found === undefined) return negated !== undefined || base !== operator;
  const isOne = values.some((value) => compare(found, value));
  return negated === undefined ? isOne : !isOne;
}

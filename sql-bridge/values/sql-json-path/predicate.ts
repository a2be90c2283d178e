import { JsonNumber, type Json } from '../json';
import { figureOf, PathFailure } from './item';
import { order } from './numbers';
import type { Comparison, Path, Predicate } from './path';

/** Follows a path from where a predicate stands. @throws PathFailure */
type Follow = (path: Path) => readonly Json[];
/** Of lax mode: arrays give their elements. */
type Unwrap = (items: readonly Json[]) => readonly Json[];

/** True, false or unknown (null): a predicate never fails, whatever its paths do. */
export function holds(predicate: Predicate, follow: Follow, lax: boolean, unwrap: Unwrap): boolean | null {
  const inner = (each: Predicate): boolean | null => holds(each, follow, lax, unwrap);
  switch (predicate.kind) {
    case 'and': {
      const [left, right] = [inner(predicate.left), inner(predicate.right)];
      return left === false || right === false ? false : left === null || right === null ? null : true;
    }
    case 'or': {
      const [left, right] = [inner(predicate.left), inner(predicate.right)];
      return left === true || right === true ? true : left === null || right === null ? null : false;
    }
    case 'not': {
      const denied = inner(predicate.predicate);
      return denied === null ? null : !denied;
    }
    case 'unknown':
      return inner(predicate.predicate) === null;
    case 'exists': {
      const found = tried(() => follow(predicate.path));
      return found === null ? null : found.length > 0;
    }
    case 'starts with':
      return startsWith(
        tried(() => follow(predicate.value)),
        tried(() => follow(predicate.prefix)),
        unwrap,
        lax,
      );
    case 'compare': {
      const left = tried(() => unwrap(follow(predicate.left)));
      const right = left && tried(() => unwrap(follow(predicate.right)));
      return left && right && compare(predicate.operator, left, right, lax);
    }
  }
}

/** @returns null when the path can't be followed */
function tried<T>(follow: () => T): T | null {
  try {
    return follow();
  } catch (error) {
    if (error instanceof PathFailure) return null;
    throw error;
  }
}

function startsWith(
  values: readonly Json[] | null,
  prefixes: readonly Json[] | null,
  unwrap: Unwrap,
  lax: boolean,
): boolean | null {
  const [prefix] = prefixes ?? [];
  if (!values || prefixes?.length !== 1 || typeof prefix !== 'string') return null;
  let found = false;
  for (const value of unwrap(values)) {
    if (typeof value !== 'string') return null;
    found ||= value.startsWith(prefix);
    if (found && lax) return true;
  }
  return found;
}

type Scalar = Exclude<Json, null | readonly Json[] | ReadonlyMap<string, Json>>;
const isNull = (item: Json): boolean => item === null;
const isScalar = (item: Json): item is Scalar =>
  typeof item === 'string' || typeof item === 'boolean' || item instanceof JsonNumber;
const isContainer = (item: Json): boolean => !isNull(item) && !isScalar(item);

/** Every pair is compared. Objects and arrays can be compared with null only. */
function compare(
  operator: Comparison,
  left: readonly Json[],
  right: readonly Json[],
  lax: boolean,
): boolean | null {
  if (left.length === 0 || right.length === 0) return false;
  if (meetsValue(left, right) || meetsValue(right, left)) return null;
  let found = false;
  if (operator === '==') found = left.some(isNull) && right.some(isNull);
  if (operator === '<>')
    found = (left.some(isNull) && !right.every(isNull)) || (right.some(isNull) && !left.every(isNull));
  if (found && lax) return true;
  for (const one of left.filter(isScalar)) {
    for (const other of right.filter(isScalar)) {
      const answer = compareScalars(operator, one, other);
      if (answer === null) return null;
      found ||= answer;
      if (found && lax) return true;
    }
  }
  return found;
}

/** Whether an object or array meets something that isn't null. */
const meetsValue = (left: readonly Json[], right: readonly Json[]): boolean =>
  left.some(isContainer) && !right.every(isNull);

/** @returns null for types that can't be compared, and for numbers beyond 64 bits */
function compareScalars(operator: Comparison, left: Scalar, right: Scalar): boolean | null {
  const difference = tried(() => differenceOf(left, right));
  if (difference === null) return null;
  switch (operator) {
    case '==':
      return difference === 0;
    case '<>':
      return difference !== 0;
    case '<':
      return difference < 0;
    case '>':
      return difference > 0;
    case '<=':
      return difference <= 0;
    case '>=':
      return difference >= 0;
  }
}

function differenceOf(left: Scalar, right: Scalar): number | null {
  if (typeof left === 'string' && typeof right === 'string')
    return Buffer.compare(Buffer.from(left), Buffer.from(right));
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right);
  if (left instanceof JsonNumber && right instanceof JsonNumber)
    return order(figureOf(left), figureOf(right));
  return null;
}

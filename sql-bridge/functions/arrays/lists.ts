import { SqlError } from '../../errors';
import { BIGINT, isFloat, type Type } from '../../types/type';
import { wordOf, type Value } from '../../values/codec';
import { castValue } from '../../values/cast/cast-value';
import { compareValues, equalValues } from '../../values/compare';
import { jsTyped } from '../build';
import type { Implementation } from '../implementation';

export type List = readonly Value[];
export const invalid = (message: string): SqlError => new SqlError('INVALID_FUNCTION_ARGUMENT', message);

export const elementOf = (type: Type | undefined): Type => (type?.kind === 'array' ? type.element : BIGINT);
export const same =
  (type: Type) =>
  (a: Value, b: Value): boolean =>
    equalValues(type, a, b, true) === true;

/** Each value once, in the order of the first. */
export function distinct(type: Type, list: List): List {
  const equal = same(type);
  return list.filter((item, i) => !list.slice(0, i).some((other) => equal(other, item)));
}

/** A function of lists that depends on what they hold. */
export const ofLists = (run: (element: Type, ...lists: readonly List[]) => Value): Implementation =>
  jsTyped(
    ([type]) =>
      (...lists: readonly List[]) =>
        run(elementOf(type), ...lists),
  );

export function sorted(type: Type, list: List): List {
  const values = list.filter((item) => item !== null);
  return [...values.sort((a, b) => compareValues(type, a, b)), ...list.filter((item) => item === null)];
}

/** An element as text, as array_join writes it. */
export function joined(type: Type, value: Value): string {
  return wordOf(castValue(type, { kind: 'varchar' })(value as NonNullable<Value>));
}

/** NULL when one of the elements is. */
export function extreme(sign: 1 | -1): Implementation {
  return ofLists((type, list) => {
    if (list.length === 0 || list.includes(null)) return null;
    return list.reduce((best, item) => {
      if (isFloat(type) && (Number.isNaN(best) || Number.isNaN(item)))
        return Number.isNaN(best) ? item : best;
      return compareValues(type, item, best) * sign > 0 ? item : best;
    });
  });
}

/** Ordered by their last elements first. */
export function combinations(list: List, n: number): readonly List[] {
  if (n === 0) return [[]];
  return list.flatMap((last, i) => combinations(list.slice(0, i), n - 1).map((rest) => [...rest, last]));
}

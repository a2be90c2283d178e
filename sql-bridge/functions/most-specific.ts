import { SqlError } from '../errors';
import { sameType } from '../types/type';
import { bind, type Argument, type Bound } from './bind';

/**
 * Of signatures that take the arguments the one that Trino chooses; undefined when there is none.
 *
 * @throws SqlError AMBIGUOUS_FUNCTION_CALL
 * @see https://github.com/trinodb/trino/blob/435/core/trino-main/src/main/java/io/trino/metadata/FunctionBinder.java
 */
export function mostSpecific(found: readonly Bound[], args: readonly Argument[]): Bound | undefined {
  const best = representatives(found);
  if (best.length <= 1) return best[0];
  const untyped = args.some((arg) => 'type' in arg && arg.type.kind === 'unknown');
  const kept = untyped ? found.filter((each) => castsUntypedOnly(each, args)) : [];
  const left = kept.length > 0 ? kept : best;
  const [first] = left;
  if (left.every(({ result }) => sameType(result, first!.result))) return first;
  throw new SqlError(
    'AMBIGUOUS_FUNCTION_CALL',
    'Could not choose a best candidate operator. Explicit type casts must be added',
  );
}

/** Of those that can stand for each other the most specific. */
function representatives(found: readonly Bound[]): readonly Bound[] {
  const kept: Bound[] = [];
  for (const one of found) {
    const at = kept.findIndex((other) => isMoreSpecific(one, other) || isMoreSpecific(other, one));
    if (at < 0) kept.push(one);
    else if (isMoreSpecific(one, kept[at]!)) kept[at] = one;
  }
  return kept;
}

/** Whether the other signature would take what this one takes. */
function isMoreSpecific(one: Bound, other: Bound): boolean {
  const args = one.parameters.map((type, i): Argument =>
    one.lambdas.has(i) ? { lambda: () => type } : { type },
  );
  return bind(other.signature, args, true) !== undefined;
}

const castsUntypedOnly = ({ parameters }: Bound, args: readonly Argument[]): boolean =>
  args.every(
    (arg, i) => !('type' in arg) || arg.type.kind === 'unknown' || sameType(arg.type, parameters[i]!),
  );

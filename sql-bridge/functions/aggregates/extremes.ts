import { comparable } from '../../analysis/compare';
import { typed, type Typed } from '../../analysis/typed';
import { refused, SqlError } from '../../errors';
import { arrayOf, holds, isFloat, typeText, type Type } from '../../types/type';
import type { Value } from '../../values/codec';
import { compareValues } from '../../values/compare';
import { collected, over, type Aggregate, type AggregateCall } from './aggregate';

/** @throws SqlError FUNCTION_NOT_FOUND for types without an order */
function orderable({ env, node }: AggregateCall, type: Type): void {
  if (!comparable(type, '<'))
    throw env.ctx.error(
      'FUNCTION_NOT_FOUND',
      node,
      `Unexpected parameters (${typeText(type)}) for function ${node.name}`,
    );
}

/** NaN counts as less than every number for max, and as more for min, unless there is nothing else. */
export const extreme =
  (name: 'max' | 'min'): Aggregate =>
  (call) => {
    const [value, count] = call.args;
    const { type } = value!;
    orderable(call, type);
    if (count) return several(name, call);
    if (type.kind === 'timestamp with time zone')
      return typed(over(call, `arg_${name}`, [value!.sql, `(${value!.sql}).u`]), type);
    if (holds(type, isFloat)) {
      if (!isFloat(type)) throw refused(`\`${name}\` of this type`);
      const numbers = over(call, name, [`CASE WHEN NOT isnan(${value!.sql}) THEN ${value!.sql} END`]);
      return typed(`COALESCE(${numbers}, ${over(call, name)})`, type);
    }
    if (type.kind === 'map' || type.kind === 'json') throw refused(`\`${name}\` of this type`);
    return typed(over(call, name), type);
  };

/** `max(x, n)`: the n greatest. */
function several(name: 'max' | 'min', call: AggregateCall): Typed {
  const [value, count] = call.args;
  if (count!.text === undefined) throw refused(`\`${name}\` with a computed count`);
  if (holds(value!.type, (type) => isFloat(type) || type.kind === 'timestamp with time zone'))
    throw refused(`\`${name}\` of several values of this type`);
  return typed(over(call, name, [value!.sql, count!.text]), arrayOf(value!.type));
}

export const by =
  (name: 'max' | 'min'): Aggregate =>
  (call) => {
    const [value, key, count] = call.args;
    orderable(call, key!.type);
    if (count) return severalBy(name, call);
    if (holds(key!.type, isFloat)) {
      const guarded = `CASE WHEN NOT isnan(${key!.sql}) THEN ${key!.sql} END`;
      return typed(
        over(call, `arg_${name}_null`, [value!.sql, isFloat(key!.type) ? guarded : key!.sql]),
        call.result,
      );
    }
    return typed(
      over(call, `arg_${name}_null`, [
        value!.sql,
        key!.type.kind === 'timestamp with time zone' ? `(${key!.sql}).u` : key!.sql,
      ]),
      call.result,
    );
  };

/** `max_by(value, key, n)`: the values of the n greatest keys. */
function severalBy(name: 'max' | 'min', call: AggregateCall): Typed {
  const key = call.args[1]!.type;
  if (holds(key, isFloat)) throw refused(`\`${name}_by\` of several values by keys of this type`);
  const sign = name === 'max' ? -1 : 1;
  const several = collected(() => (rows) => {
    const kept = (rows as readonly (readonly Value[])[]).filter(([, by]) => by !== null);
    if (kept.length === 0) return null;
    const count = Number(kept[0]![2]);
    if (count <= 0)
      throw new SqlError(
        'INVALID_FUNCTION_ARGUMENT',
        'third argument of max_by/min_by must be a positive integer',
      );
    const sorted = [...kept].sort(([, a], [, b]) => sign * compareValues(key, a!, b!));
    if (sorted.some(([, by], i) => i > 0 && i <= count && compareValues(key, by!, sorted[i - 1]![1]!) === 0))
      throw refused(`\`${name}_by\` of several values with equal keys`, 'Use row_number().');
    return sorted.slice(0, count).map(([value]) => value!);
  });
  return several(call) as Typed;
}

import { typed } from '../../analysis/typed';
import { udfName } from '../../analysis/udf-name';
import { duckType } from '../../types/duck-type';
import { arrayOf, BOOLEAN, INTEGER } from '../../types/type';
import type { BoundCall, Implementation } from '../implementation';
import { elementOf, invalid, type List } from './lists';

/** What a lambda makes of every element. */
export function mapped(call: BoundCall, list: string, lambda: number): string {
  const parameter = call.env.ctx.alias('l');
  return `list_transform(${list}, lambda ${parameter}: ${call.lambda(lambda, parameter)})`;
}

/** Whether the lambda holds for some, all or none of the elements, NULL where that stays open. */
export const matches =
  (decide: (list: readonly (boolean | null)[]) => boolean | null): Implementation =>
  (call) =>
    typed(
      call.env.ctx.call(
        {
          name: udfName(call.name),
          parameters: [arrayOf(BOOLEAN)],
          result: BOOLEAN,
          run: (list: readonly (boolean | null)[]) => decide(list),
        },
        mapped(call, call.args[0]!.sql, 1),
      ),
      BOOLEAN,
    );

/** The order that a lambda gives: it compares every pair. */
export function sortBy(call: BoundCall): string {
  const [list] = call.args;
  const type = call.parameters[0]!;
  const [a, b] = [call.env.ctx.alias('l'), call.env.ctx.alias('l')];
  const orders = `list_transform(${list!.sql}, lambda ${a}: list_transform(${list!.sql}, lambda ${b}: ${call.lambda(1, a, b)}))`;
  const run = (items: List, matrix: readonly (readonly (number | null)[])[]): List => {
    const order = (i: number, j: number): number => {
      const found = matrix[i]![j];
      if (found !== -1 && found !== 0 && found !== 1)
        throw invalid('Lambda comparator must return either -1, 0, or 1');
      return found;
    };
    return items
      .map((_, i) => i)
      .sort(order)
      .map((i) => items[i]!);
  };
  return call.env.ctx.call(
    {
      name: udfName('array_sort_by', type),
      parameters: [type, arrayOf(arrayOf(INTEGER))],
      result: type,
      run: run,
    },
    list!.sql,
    orders,
  );
}

/** `reduce(list, start, (state, item) -> ..., state -> ...)`. */
export function reduce(call: BoundCall): string {
  const [list, start] = call.args;
  const [items, state] = [elementOf(call.parameters[0]), call.parameters[1]!];
  const { ctx } = call.env;
  const [l, a, b, end] = [ctx.alias('l'), ctx.alias('l'), ctx.alias('l'), ctx.alias('l')];
  const type = `STRUCT(s ${duckType(state)}, i ${duckType(items)})`;
  const wrapped = `list_transform(${list!.sql}, lambda ${l}: CAST(struct_pack(s := NULL, i := ${l}) AS ${type}))`;
  const step = `lambda ${a}, ${b}: CAST(struct_pack(s := ${call.lambda(2, `${a}.s`, `${b}.i`)}, i := NULL) AS ${type})`;
  const first = `CAST(struct_pack(s := ${start!.sql}, i := NULL) AS ${type})`;
  const reduced = `list_transform([list_reduce(${wrapped}, ${step}, ${first})], lambda ${end}: ${call.lambda(3, `${end}.s`)})[1]`;
  return `CASE WHEN ${list!.sql} IS NOT NULL THEN ${reduced} END`;
}

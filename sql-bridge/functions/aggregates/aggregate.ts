import type { Env } from '../../analysis/env';
import { typed, type Typed } from '../../analysis/typed';
import { udfName } from '../../analysis/udf-name';
import type { Call } from '../../syntax/ast';
import { arrayOf, rowOf, type Type } from '../../types/type';
import type { Value } from '../../values/codec';

/** An aggregate whose types are settled. */
export interface AggregateCall {
  readonly env: Env;
  readonly node: Call;
  readonly args: readonly Typed[];
  readonly result: Type;
  /** `DISTINCT ` or nothing. */
  readonly distinct: string;
  /** ` ORDER BY ...` or nothing. */
  readonly orderBy: string;
  /** FILTER and OVER. */
  readonly tail: string;
  readonly isWindow: boolean;
}

export type Aggregate = (call: AggregateCall) => string | Typed;

/** An aggregate of DuckDB over the first arguments. */
export const plain =
  (name: string, type?: string): Aggregate =>
  (call) => {
    const found = over(call, name);
    return type === undefined ? found : `CAST(${found} AS ${type})`;
  };

export const over = (
  { args, distinct, orderBy, tail }: AggregateCall,
  name: string,
  given = args.map(({ sql }) => sql),
): string => `${name}(${distinct}${given.join(', ')}${orderBy})${tail}`;

/** All values of the group as a list, made one by a function in JavaScript. */
export const collected =
  (
    run: (types: readonly Type[], result: Type) => (rows: readonly Value[]) => Value,
    options: { readonly type?: (call: AggregateCall) => Type } = {},
  ): Aggregate =>
  (call) => {
    const { args, env } = call;
    const types = args.map(({ type }) => type);
    const item = args.length === 1 ? types[0]! : rowOf(...types);
    const value =
      args.length === 1
        ? args[0]!.sql
        : `struct_pack(${args.map(({ sql }, i) => `f${i + 1} := ${sql}`).join(', ')})`;
    const result = options.type?.(call) ?? call.result;
    const list = over(call, 'list', [value]);
    return typed(
      env.ctx.call(
        {
          name: udfName(`agg_${call.node.name}`, item, result),
          parameters: [arrayOf(item)],
          result,
          run: run(types, result),
        },
        list,
      ),
      result,
    );
  };

import type { Typed } from '../analysis/typed';
import { typed } from '../analysis/typed';
import { udfName } from '../analysis/udf-name';
import { refused } from '../errors';
import type { Type } from '../types/type';
import type { Value } from '../values/codec';
import type { BoundCall, Implementation } from './implementation';

type Run = (...args: readonly never[]) => Value;

/** A function in JavaScript. It sees values as the codec describes them, never NULL. */
export const js =
  (run: Run): Implementation =>
  (call) =>
    jsCall(call, run);

/** A function in JavaScript that depends on the types of the call. */
export const jsTyped =
  (make: (types: readonly Type[], result: Type) => Run): Implementation =>
  (call) =>
    jsCall(call, make(call.parameters, call.result));

/** A function in JavaScript that sees NULL as null. */
export const jsNulls =
  (make: (types: readonly Type[], result: Type) => Run): Implementation =>
  (call) =>
    jsCall(call, make(call.parameters, call.result), { nulls: true });

export function jsCall(
  { env, name, args, parameters, result }: BoundCall,
  run: Run,
  options: { readonly nulls?: boolean; readonly as?: Type } = {},
): Typed {
  const type = options.as ?? result;
  const udf = {
    name: udfName(name, ...parameters, type),
    parameters,
    result: type,
    run,
    ...(options.nulls && { nulls: true }),
  };
  return typed(env.ctx.call(udf, ...args.map(({ sql }) => sql)), type);
}

/** A function of DuckDB that does the same. */
export const duck =
  (name: string): Implementation =>
  ({ args }) =>
    `${name}(${args.map(({ sql }) => sql).join(', ')})`;

/** DuckDB SQL around the arguments. */
export const template =
  (write: (...args: readonly string[]) => string): Implementation =>
  ({ args }) =>
    write(...args.map(({ sql }) => sql));

/** Chosen by the kind of the first argument. */
export const byKind =
  (kinds: Readonly<Record<string, Implementation>>): Implementation =>
  (call) => {
    const kind = call.parameters[0]?.kind ?? '';
    const found = kinds[kind] ?? kinds.other;
    if (!found) throw refused(`\`${call.name}\` of type ${kind}`);
    return found(call);
  };

import type { Expression } from '../syntax/ast';
import { BIGINT, isInteger, typeText, type Type } from '../types/type';
import { equalValues } from '../values/compare';
import type { Value } from '../values/codec';
import { SqlError } from '../errors';
import { accepts, coerce } from './convert';
import type { Env } from './env';
import { typed, type Typed } from './typed';
import { udfName } from './udf-name';

/** `a[i]`, which fails where nothing is. */
export function subscript(base: Typed, index: Typed, node: Expression, env: Env): Typed {
  const { type } = base;
  const { ctx } = env;
  if (type.kind === 'array' && accepts(BIGINT, index)) {
    const run = (size: bigint, at: bigint): bigint => {
      if (at === 0n) throw new SqlError('INVALID_FUNCTION_ARGUMENT', 'SQL array indices start at 1');
      if (at < 0n) throw new SqlError('INVALID_FUNCTION_ARGUMENT', 'Array subscript is negative');
      if (at > size)
        throw new SqlError(
          'INVALID_FUNCTION_ARGUMENT',
          'Array subscript must be less than or equal to array length',
        );
      return at;
    };
    const at = ctx.call(
      { name: 'athena_index', parameters: [BIGINT, BIGINT], result: BIGINT, run: run },
      `len(${base.sql})`,
      coerce(ctx, index, BIGINT).sql,
    );
    return typed(`(${base.sql})[${at}]`, type.element);
  }
  if (type.kind === 'map' && accepts(type.key, index))
    return typed(mapValue(base, coerce(ctx, index, type.key), type, true, env), type.value);
  if (type.kind === 'row' && index.text !== undefined && isInteger(index.type)) {
    const field = type.fields[Number(index.text) - 1];
    if (!field)
      throw ctx.error(
        'INVALID_FUNCTION_ARGUMENT',
        node,
        `Invalid subscript index: ${index.text}. ROW indices start at 1`,
      );
    return typed(`(${base.sql}).f${index.text}`, field.type);
  }
  throw ctx.error(
    'TYPE_MISMATCH',
    node,
    `Cannot use ${typeText(index.type)} for subscript of ${typeText(type)}`,
  );
}

/** The value of a key, found as Trino finds it; NULL or an error when there is none. */
export function mapValue(
  map: Typed,
  key: Typed,
  type: Type & { readonly kind: 'map' },
  strict: boolean,
  env: Env,
): string {
  const run = (entries: readonly (readonly Value[])[], wanted: Value): Value => {
    const found = entries.find(([k]) => equalValues(type.key, k!, wanted, true) === true);
    if (!found && strict) throw new SqlError('INVALID_FUNCTION_ARGUMENT', 'Key not present in map');
    return found?.[1] ?? null;
  };
  return env.ctx.call(
    {
      name: udfName(strict ? 'map_subscript' : 'map_value', type),
      parameters: [type, type.key],
      result: type.value,
      run: run,
    },
    map.sql,
    key.sql,
  );
}

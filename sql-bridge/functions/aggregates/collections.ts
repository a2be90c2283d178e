import { coerce } from '../../analysis/convert';
import { typed } from '../../analysis/typed';
import { refused, SqlError } from '../../errors';
import { VARCHAR, type Type } from '../../types/type';
import type { Value } from '../../values/codec';
import { equalValues } from '../../values/compare';
import { collected, over, type Aggregate } from './aggregate';

export const mapOfPairs = (
  build: (key: Type, entries: readonly (readonly [Value, Value])[]) => Value,
): Aggregate =>
  collected(([key]) => (rows) => {
    const entries = (rows as readonly (readonly [Value, Value])[]).filter(([k]) => k !== null);
    return entries.length === 0 ? null : build(key!, entries);
  });

export function firstOfEach(
  type: Type,
  entries: readonly (readonly [Value, Value])[],
): readonly (readonly [Value, Value])[] {
  return entries.filter(
    ([key], i) => !entries.slice(0, i).some(([other]) => equalValues(type, other, key, true) === true),
  );
}

export const listagg: Aggregate = (call) => {
  const [value, separator] = call.args;
  if (value!.type.kind !== 'varchar')
    throw call.env.ctx.error('FUNCTION_NOT_FOUND', call.node, 'listagg takes text');
  if (separator && separator.text === undefined) throw refused('`listagg` with a computed separator');
  if (call.orderBy === '') throw refused('`listagg` without an order', 'Add WITHIN GROUP (ORDER BY ...).');
  const sql = coerce(call.env.ctx, value!, VARCHAR).sql;
  const joined = over(call, 'string_agg', [sql, separator?.sql ?? "''"]);
  return typed(
    call.env.ctx.call(
      {
        name: 'listagg_within',
        parameters: [VARCHAR],
        result: VARCHAR,
        run: call.node.overflow ? cut : within,
      },
      joined,
    ),
    VARCHAR,
  );
};

/** Bytes that a list may have. @see https://trino.io/docs/435/functions/aggregate.html */
const LONGEST = 1_048_576;

function within(text: string): string {
  if (Buffer.byteLength(text) > LONGEST)
    throw new SqlError(
      'EXCEEDED_FUNCTION_MEMORY_LIMIT',
      `Concatenated string has the length in bytes larger than the maximum output length ${LONGEST}`,
    );
  return text;
}

function cut(text: string): string {
  if (Buffer.byteLength(text) > LONGEST) throw refused('`listagg` that is cut off', 'Filter its values.');
  return text;
}

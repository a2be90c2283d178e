import { SqlError } from '../../errors';
import { typeText, type Type } from '../../types/type';
import type { Value } from '../codec';

export type Cast = (value: NonNullable<Value>) => Value;

/** Where the types meet no cast: the statement is wrong. */
export const noCast = (from: Type, to: Type): SqlError =>
  new SqlError('TYPE_MISMATCH', `Cannot cast ${typeText(from)} to ${typeText(to)}`);
/** Names the types alone: the value may be personal. */
export const badValue = (from: Type, to: Type): SqlError =>
  new SqlError(
    'INVALID_CAST_ARGUMENT',
    `A value of type ${typeText(from)} cannot be cast to ${typeText(to)}`,
  );

export const nullable =
  (cast: Cast) =>
  (value: Value): Value =>
    value === null ? null : cast(value);

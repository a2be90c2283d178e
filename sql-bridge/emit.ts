import { emitCall } from './emit-call';
import { expressions } from './emit-expression';
import { queries } from './emit-query';
import { statements } from './emit-statement';
import { windows } from './emit-window';
import { aggregates } from './emit-aggregate';
import { casts } from './cast';
import { jsonEquals, parsedItem } from './emit-parsed';
import { namedCall } from './named-call';
import { Fields, type Emit, type Node } from './node';
import { unsupportedKind } from './unsupported';

/** Writes one kind of node as DuckDB SQL. */
export type Emitter = (fields: Fields, emit: Emit) => string;

const emitters: ReadonlyMap<string, Emitter> = new Map(
  Object.entries({
    ...expressions,
    ...casts,
    ...aggregates,
    ...windows,
    ...queries,
    ...statements,
    ...parsedItem,
    ...jsonEquals,
  }),
);

/**
 * Writes an Athena syntax tree as DuckDB SQL.
 *
 * Closed by default: a kind of node, a clause or a function that is not listed is refused.
 *
 * @throws SqlTranslationError
 */
export function emit(node: Node): string {
  const fields = Fields.of(node);
  const emitter = emitters.get(fields.kind);
  const call = emitter ? undefined : namedCall(fields, emit);
  if (!emitter && !call) throw unsupportedKind(fields.kind);
  const sql = emitter ? emitter(fields, emit) : emitCall(call!);
  fields.finish();
  return sql;
}

import { join } from 'node:path';
import { SqlError, type Statement } from '../../../sql-bridge';
import type { VisibleDatabase } from '../catalog/visible-catalog';
import type { Done, Failed, Output } from '../engine/order';
import type { Caller } from '../protocol/caller';
import type { OwnTables } from './own-tables';
import { NOTHING, type QueryPlan, type QueryRequest } from './query';
import { writeTarget, type WriteStatement } from './write-target';

/** What statements that write have to know. */
export interface WriteSettings {
  readonly catalogOf: (caller: Caller) => readonly VisibleDatabase[];
  readonly tables: OwnTables;
}

interface Place {
  /** Of the persona's results. */
  readonly directory: string;
  readonly id: string;
}

/** Where a statement's result goes. Answers of SELECT are CSV, those about the catalog are text, as Athena has it. */
export function planFor(
  request: QueryRequest,
  caller: Caller,
  settings: WriteSettings,
  { directory, id }: Place,
): QueryPlan {
  const { kind, writes, target } = request;
  if (writes) return writePlan(writes, request, caller, settings, { directory, id });
  const path = join(directory, id);
  const output: Output =
    kind.type === 'DML'
      ? { kind: 'csv', path: `${path}.csv`, id }
      : { kind: 'text', path: `${path}.txt`, isPadded: kind.sub === 'DESCRIBE_TABLE' };
  return isOfTheDoor(target.statement) ? { output, settled: NOTHING } : { output };
}

/** What whoever took the request has done already. */
const isOfTheDoor = ({ kind }: Statement): boolean => kind === 'prepare' || kind === 'deallocate';

export function writePlan(
  statement: WriteStatement,
  { persona, database }: QueryRequest,
  caller: Caller,
  { catalogOf, tables }: WriteSettings,
  { directory, id }: Place,
): QueryPlan {
  try {
    const catalog = catalogOf(caller);
    const { output, table } = writeTarget(statement, { persona, directory, id, database, catalog });
    const made = ({ written = [] }: Done): void => {
      if (!table) return;
      const files = [join(output.directory, output.file)];
      tables.add(persona, { ...table, files, columns: written, ddl: written });
    };
    return { output: { ...output, id }, onDone: made };
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    const settled: Failed = { kind: 'failed', code: error.code, message: error.message };
    return { output: { kind: 'text', path: join(directory, id), isPadded: false }, settled };
  }
}

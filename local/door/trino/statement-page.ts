import { parseType } from '../../../sql-bridge';
import { codeOf } from '../../store/durable-file';
import { readRows, textRow } from '../results/result-rows';
import type { Query } from '../queries/query';
import { errorOf, queryError } from './query-error';
import { typeSignature } from './type-signature';

/** The place behind the last row. */
export const END = 'end';
/** Rows of an answer. */
const PAGE_ROWS = 2_000;

/**
 * What a client gets when it asks for more of a query.
 *
 * @param place of the next row in the result, in bytes
 * @param nextOf the address of what follows a place
 * @returns the answer, and its rows as JSON text, which needn't be read to be sent
 */
export function statementPage(
  query: Query,
  place: number | typeof END,
  nextOf: (place: number | typeof END) => string,
): string {
  if (!query.isOver) return statementText(query, { nextUri: nextOf(place) });
  if (!query.done) return statementText(query, { error: errorOf(query) });
  if (query.output.kind === 'parquet')
    return statementText(query, { updateType: 'CREATE TABLE', updateCount: query.done.rows });
  const columns = query.done.columns.map(({ Name, fullType }) => ({
    name: Name,
    type: fullType,
    typeSignature: typeSignature(parseType(fullType)),
  }));
  // Drivers look for columns and rows only where something follows.
  if (place === END) return statementText(query, { columns });
  const page = rowsFrom(query.output.path, place);
  if (!page) return statementText(query, { error: queryError('NOT_FOUND', 'Could not find results') });
  const { rows, next = END } = page;
  const data = rows.length > 0 ? `[${rows.map(([line]) => line).join(',')}]` : undefined;
  return statementText(query, { columns, nextUri: nextOf(next) }, data);
}

/** @returns undefined when its owner has deleted the result */
function rowsFrom(path: string, place: number): ReturnType<typeof readRows> | undefined {
  try {
    return readRows(path, textRow, place, PAGE_ROWS);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** States of Trino. */
const STATES = {
  QUEUED: 'QUEUED',
  RUNNING: 'RUNNING',
  SUCCEEDED: 'FINISHED',
  FAILED: 'FAILED',
  CANCELLED: 'FAILED',
} as const;

export function statementText({ id, state, done, isOver }: Query, more: object, data?: string): string {
  const answer = {
    id,
    infoUri: 'http://127.0.0.1/ui/',
    ...more,
    stats: statsOf(STATES[state], isOver, done?.rows ?? 0, done?.scannedBytes ?? 0),
    warnings: [],
  };
  const text = JSON.stringify(answer);
  return data === undefined ? text : `${text.slice(0, -1)},"data":${data}}`;
}

/** Numbers of which a client wants to see some. */
export function statsOf(state: string, isOver: boolean, rows: number, bytes: number): object {
  return {
    state,
    queued: state === 'QUEUED',
    scheduled: state !== 'QUEUED',
    nodes: 1,
    totalSplits: 1,
    queuedSplits: 0,
    runningSplits: isOver ? 0 : 1,
    completedSplits: isOver ? 1 : 0,
    cpuTimeMillis: 0,
    wallTimeMillis: 0,
    queuedTimeMillis: 0,
    elapsedTimeMillis: 0,
    processedRows: rows,
    processedBytes: bytes,
    physicalInputBytes: bytes,
    peakMemoryBytes: 0,
    spilledBytes: 0,
  };
}

import { createReadStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConsoleError, placeOf, type ResultPage } from '../../core/console';
import type { PersonaConfig } from '../../core/governance';
import { parse, SqlError } from '../../sql-bridge';
import type { Asking } from '../door';
import { planFor } from '../door/queries/plan-query';
import type { Query } from '../door/queries/query';
import { readRequest } from '../door/queries/read-request';
import { csvRow, readRows, textRow, type RowReader } from '../door/results/result-rows';

/** Rows of a page. */
const PAGE_ROWS = 1_000;
/** How long an answer waits for the end of a statement. Milliseconds. */
const PATIENCE_MS = 2_000;

/** Statements of the console, each run by the door as its persona. */
export class PersonaQueries {
  constructor(private readonly asking: Asking) {}

  /** @throws ConsoleError for what can't be read */
  start(persona: PersonaConfig, sql: string): string {
    try {
      return this.begin(persona, sql);
    } catch (error) {
      throw error instanceof SqlError ? new ConsoleError(400, error.message, error.code) : error;
    }
  }

  private begin({ name: persona }: PersonaConfig, sql: string): string {
    const { queries, writing, callerOf } = this.asking;
    const request = readRequest({
      persona,
      sql,
      statement: parse(sql).statement,
      literals: [],
      parameters: [],
      database: 'gold',
      prepared: (name) => {
        throw new SqlError('NOT_FOUND', `Prepared statement not found: ${name}`);
      },
    });
    if (request.writes) throw new SqlError('NOT_SUPPORTED', 'The console only reads: give a SELECT');
    return queries.start(request, (directory, id) =>
      planFor(request, callerOf(persona), writing, { directory, id }),
    ).id;
  }

  /** @param from where the rows begin, as a page before has told */
  async page(persona: PersonaConfig, id: string, from = '0'): Promise<ResultPage> {
    const query = this.find(persona, id);
    if (!query.isOver) await Promise.race([query.ended, sleep(PATIENCE_MS, undefined, { ref: false })]);
    if (!/^\d{1,15}$/.test(from))
      throw new ConsoleError(400, 'Expected the place that a page before has told');
    return pageOf(query, Number(from));
  }

  stop(persona: PersonaConfig, id: string): void {
    this.asking.queries.stop(this.find(persona, id));
  }

  file(persona: PersonaConfig, id: string): NodeJS.ReadableStream {
    const query = this.find(persona, id);
    if (!query.done || query.output.kind !== 'csv') throw new ConsoleError(404, 'There is no such result');
    return createReadStream(query.output.path);
  }

  private find({ name }: PersonaConfig, id: string): Query {
    const query = this.asking.queries.find(name, id);
    if (!query) throw new ConsoleError(404, 'There is no such statement of this persona');
    return query;
  }
}

/** @throws ConsoleError where there are none, as in a result that was deleted */
function rowsFrom(path: string, reader: RowReader, from: number): ReturnType<typeof readRows> {
  try {
    return readRows(path, reader, from, PAGE_ROWS + 1);
  } catch {
    throw new ConsoleError(404, 'There are no such rows');
  }
}

function pageOf({ state, done, failed, output, startedAt, endedAt }: Query, from: number): ResultPage {
  const isText = output.kind === 'text';
  const isFirst = from === 0;
  const found =
    done && output.kind !== 'parquet'
      ? rowsFrom(output.path, isText ? textRow : csvRow, from)
      : { rows: [], next: undefined };
  return {
    state,
    columns: isText
      ? [{ name: 'result', type: 'varchar' }]
      : (done?.columns ?? []).map(({ Name, Type }) => ({ name: Name, type: Type })),
    // The file's first row names the columns.
    rows: isFirst && !isText ? found.rows.slice(1) : found.rows,
    rowCount: done?.rows ?? 0,
    next: found.next?.toString(),
    milliseconds: startedAt && endedAt ? endedAt.getTime() - startedAt.getTime() : undefined,
    scannedBytes: done?.scannedBytes,
    error: failed && { code: failed.code, message: failed.message, ...placeOf(failed.message) },
  };
}

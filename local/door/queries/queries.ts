import { randomUUID } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { nameOf } from '../../../core/errors';
import type { PersonaConfig } from '../../../core/governance';
import { overflowed, SqlError, tooLarge } from '../../../sql-bridge';
import type { LocalLake } from '../../lake';
import { resultsOf } from '../../layout';
import type { EnginePool } from '../engine/engine-pool';
import type { Failed, FromEngine, Limits, Order } from '../engine/order';
import type { LakeStates } from '../lake-state/lake-state';
import type { OwnTables } from './own-tables';
import { Query, type QueryPlan, type QueryRequest } from './query';

/** Queries that are remembered, with their results, for each persona. */
const KEPT = 10_000;
/** Queries of a persona that may be under way, whichever door they came by. @see https://docs.aws.amazon.com/athena/latest/ug/service-limits.html */
const MAX_ACTIVE = 200;
/** Name of the error beyond it, in Trino's words. */
export const QUEUE_FULL = 'QUERY_QUEUE_FULL';

export interface QueriesOptions {
  readonly lake: LocalLake;
  readonly personas: readonly PersonaConfig[];
  readonly pool: EnginePool;
  readonly states: LakeStates;
  readonly tables: OwnTables;
  readonly limits: Limits;
  /** Longest time of a query. Milliseconds. */
  readonly timeoutMs: number;
}

/** Every query that came through the door since it was opened. */
export class Queries {
  /** Oldest first. */
  private readonly known = new Map<string, Query>();

  private constructor(private readonly options: QueriesOptions) {}

  /** Results of queries that nobody remembers go. */
  static async open(options: QueriesOptions): Promise<Queries> {
    const { results } = options.lake.layout;
    await rm(results, { recursive: true, force: true });
    await mkdir(results, { recursive: true, mode: 0o700 });
    return new Queries(options);
  }

  /** Where a persona's results are. */
  directoryOf(persona: string): string {
    return resultsOf(this.options.lake.layout, persona);
  }

  /** Queries of a persona, the latest first. */
  of(persona: string): readonly Query[] {
    return [...this.known.values()].filter(({ request }) => request.persona === persona).reverse();
  }

  /** @returns undefined for a query of somebody else, as for one that never was */
  find(persona: string, id: string): Query | undefined {
    const query = this.known.get(id);
    return query?.request.persona === persona ? query : undefined;
  }

  /** @throws SqlError when the persona has as many under way as it may have */
  start(request: QueryRequest, planOf: (directory: string, id: string) => QueryPlan): Query {
    if (this.of(request.persona).filter((query) => !query.isOver).length >= MAX_ACTIVE)
      throw new SqlError(
        QUEUE_FULL,
        `Expected at most ${MAX_ACTIVE} statements of a persona under way; wait for one to end`,
      );
    const { clock } = this.options.lake;
    const id = randomUUID();
    const query = new Query(id, request, planOf(this.directoryOf(request.persona), id), clock.now());
    this.known.set(id, query);
    this.forgetOldest();
    void this.run(query);
    return query;
  }

  stop(query: Query): void {
    if (!query.isOver) query.stop.abort();
  }

  close(): void {
    for (const query of this.known.values()) this.stop(query);
  }

  private async run(query: Query): Promise<void> {
    const { clock } = this.options.lake;
    const { settled } = query.plan;
    if (settled) {
      query.start(clock.now());
      return query.end(settled, clock.now());
    }
    const answer = await this.answerTo(query).catch(failedBy);
    // An engine that was ended leaves what it had written so far.
    if (answer?.kind !== 'done') removeResult(query);
    query.end(answer, clock.now());
  }

  private async answerTo(query: Query): Promise<FromEngine | undefined> {
    const answer = await this.attempt(query, false);
    // A run has replaced a table twice since the state was taken: the next state has to be waited for.
    const isStale = answer?.kind === 'failed' && answer.code === 'STALE' && !query.stop.signal.aborted;
    return isStale ? this.attempt(query, true) : answer;
  }

  private async attempt(query: Query, isStale: boolean): Promise<FromEngine | undefined> {
    const { pool, timeoutMs, lake } = this.options;
    const timeout = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const signal = AbortSignal.any([query.stop.signal, timeout.signal]);
    try {
      const answer = await pool.run(query.request.persona, signal, async () => {
        query.start(lake.clock.now());
        timer = setTimeout(() => timeout.abort(), timeoutMs);
        return this.orderFor(query, isStale);
      });
      if (!timeout.signal.aborted || answer?.kind === 'done') return answer;
      return {
        kind: 'failed',
        code: 'EXCEEDED_TIME_LIMIT',
        message: `Query exceeded maximum time limit of ${timeoutMs / 1000} s`,
      };
    } finally {
      clearTimeout(timer);
    }
  }

  private async orderFor({ request, output }: Query, isStale: boolean): Promise<Order> {
    const { lake, states, personas, limits, tables } = this.options;
    const persona = personas.find(({ name }) => name === request.persona);
    if (!persona) throw new Error(`There is no persona "${request.persona}"`);
    const { version, files } = await states.now({ isStale });
    const { target, parameters, database } = request;
    return {
      persona,
      lakeDir: lake.layout.root,
      version: `${version} ${tables.version(request.persona)}`,
      files,
      // Who has deleted a table's file has none of it any more.
      own: tables.of(request.persona).filter(({ files: own }) => own.every(existsSync)),
      sql: target.sql,
      statement: target.statement,
      parameters,
      database,
      now: lake.clock.now().toISOString(),
      output,
      limits,
    };
  }

  private forgetOldest(): void {
    if (this.known.size <= KEPT) return;
    for (const [id, query] of this.known) {
      if (!query.isOver) continue;
      this.known.delete(id);
      removeResult(query);
      return;
    }
  }
}

/** What a table of the persona's own or UNLOAD has whole stays until its owner deletes it. */
function removeResult({ output, done }: Query): void {
  const { path } = output;
  const files = [`${path}.metadata`];
  if (output.kind !== 'parquet') files.push(path);
  else files.push(`${path}-manifest.csv`, ...(done ? [] : [join(output.directory, output.file)]));
  for (const file of files) rmSync(file, { force: true });
}

/** Why the door could not have it run. A statement of many thousand terms can't be sent to an engine. */
function failedBy(error: unknown): Failed {
  const { code, message } = overflowed(error)
    ? tooLarge()
    : { code: 'GENERIC_INTERNAL_ERROR', message: `The door could not run it: ${nameOf(error)}` };
  return { kind: 'failed', code, message };
}

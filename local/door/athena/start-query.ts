import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../../core/ports';
import { SqlError } from '../../../sql-bridge';
import { CATALOG } from '../names';
import type { Caller } from '../protocol/caller';
import { operation, type Operation } from '../protocol/json-service';
import { ServiceError } from '../protocol/service-error';
import type { PreparedStatements } from '../queries/prepared-statements';
import { QUEUE_FULL, type Queries } from '../queries/queries';
import { planFor, type WriteSettings } from '../queries/plan-query';
import type { QueryPlan, QueryRequest } from '../queries/query';
import { preparable, readRequest } from '../queries/read-request';
import { invalidRequest } from './errors';
import { parsed, parsedParameters, readable } from './parsed';
import { tooManyPrepared } from './prepared-statement-operations';
import { ownWorkGroup } from './work-groups';

/** Bytes of a statement. @see https://docs.aws.amazon.com/athena/latest/ug/service-limits.html */
const MAX_QUERY_BYTES = 262_144;

const input = z.object({
  QueryString: z.string().min(1),
  ClientRequestToken: z.string().min(32).max(128).optional(),
  QueryExecutionContext: z
    .object({ Database: z.string().optional(), Catalog: z.string().optional() })
    .optional(),
  WorkGroup: z.string().optional(),
  ExecutionParameters: z.array(z.string().min(1).max(1024)).min(1).optional(),
});
type Input = z.output<typeof input>;

/** Starts of queries. One that is sent again, by a client that heard nothing or by somebody who listened, starts nothing. */
export class QueryStarts {
  /** Ids by what makes a request the same one. */
  private readonly known = new Map<string, { readonly id: string; readonly asked: string }>();

  constructor(
    private readonly queries: Queries,
    private readonly prepared: PreparedStatements,
    private readonly writing: WriteSettings,
    private readonly clock: Clock,
  ) {}

  operations(): Readonly<Record<string, Operation>> {
    return { StartQueryExecution: operation(input, (asked, caller) => this.start(asked, caller)) };
  }

  private start(asked: Input, caller: Caller): object {
    const persona = caller.persona.name;
    ownWorkGroup(caller, asked.WorkGroup, 'StartQueryExecution');
    if (Buffer.byteLength(asked.QueryString) > MAX_QUERY_BYTES)
      throw invalidRequest(`Query string length exceeds the limit of ${MAX_QUERY_BYTES} bytes`);
    const { Catalog } = asked.QueryExecutionContext ?? {};
    if (Catalog !== undefined && Catalog.toLowerCase() !== CATALOG.toLowerCase())
      throw invalidRequest(`Catalog ${Catalog} does not exist`);
    // Without a token of the client's, the signature tells a request that is sent again from a new one.
    const token = `${persona} ${asked.ClientRequestToken ?? caller.signature}`;
    const content = createHash('sha256').update(JSON.stringify(asked)).digest('hex');
    const before = this.known.get(token);
    if (before && this.queries.find(persona, before.id)) {
      if (before.asked !== content) throw invalidRequest('Idempotent parameters do not match');
      return { QueryExecutionId: before.id };
    }
    const id = this.begin(this.requestOf(asked, persona), caller);
    this.known.set(token, { id, asked: content });
    this.forget();
    return { QueryExecutionId: id };
  }

  private begin(request: QueryRequest, caller: Caller): string {
    try {
      return this.queries.start(request, (directory, id) => this.planOf(request, caller, directory, id)).id;
    } catch (error) {
      if (error instanceof SqlError && error.code === QUEUE_FULL)
        throw new ServiceError(
          'TooManyRequestsException',
          'You have exceeded the limit for the number of queries you can run concurrently. Please reduce the number of concurrent queries submitted by this account.',
          { Reason: 'CONCURRENT_QUERY_LIMIT_EXCEEDED' },
        );
      throw error;
    }
  }

  private requestOf({ QueryString: sql, ...asked }: Input, persona: string): QueryRequest {
    const statement = parsed(sql);
    if (statement.kind === 'prepare') {
      const { name, text } = statement;
      readable(() => preparable(statement.statement));
      const prepared = { name, sql: text, description: undefined, changedAt: this.clock.now() };
      if (!this.prepared.put(persona, prepared)) throw tooManyPrepared();
    }
    if (statement.kind === 'deallocate' && !this.prepared.delete(persona, statement.name))
      throw unprepared(statement.name);
    const literals = asked.ExecutionParameters ?? [];
    return readable(() =>
      readRequest({
        persona,
        sql,
        statement,
        literals,
        parameters: parsedParameters(literals),
        // Some clients quote it as they quote names in statements.
        database: asked.QueryExecutionContext?.Database?.replaceAll(/[`"]/g, '').toLowerCase(),
        prepared: (name) => {
          const found = this.prepared.find(persona, name);
          if (!found) throw unprepared(name);
          return found.sql;
        },
      }),
    );
  }

  private planOf(request: QueryRequest, caller: Caller, directory: string, id: string): QueryPlan {
    return planFor(request, caller, this.writing, { directory, id });
  }

  /** Tokens of queries that are forgotten go, too. */
  private forget(): void {
    for (const [token, { id }] of this.known) {
      if (this.queries.find(token.split(' ')[0] ?? '', id)) return;
      this.known.delete(token);
    }
  }
}

const unprepared = (name: string): ServiceError => invalidRequest(`PreparedStatement ${name} was not found`);

import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Caller } from '../protocol/caller';
import { operation, page, pageSize, nextToken, type Operation } from '../protocol/json-service';
import type { Queries } from '../queries/queries';
import type { Query } from '../queries/query';
import { invalidRequest } from './errors';
import { queryExecution, statistics } from './execution';
import { queryResults } from './query-results';
import { ownWorkGroup } from './work-groups';

/** A look at a query under way waits for its end for so long: clients look once a second, most queries take less. Milliseconds. */
const PATIENCE_MS = 250;

const byId = z.object({ QueryExecutionId: z.string().min(1).max(128) });

export function queryOperations(queries: Queries): Readonly<Record<string, Operation>> {
  const own = ({ persona }: Caller, id: string): Query => {
    const query = queries.find(persona.name, id);
    if (!query) throw invalidRequest(`QueryExecution ${id} was not found`);
    return query;
  };
  return {
    GetQueryExecution: operation(byId, async ({ QueryExecutionId: id }, caller) => {
      const query = own(caller, id);
      await patiently(query);
      return { QueryExecution: queryExecution(query) };
    }),
    BatchGetQueryExecution: operation(
      z.object({ QueryExecutionIds: z.array(z.string()).min(1).max(50) }),
      ({ QueryExecutionIds: ids }, { persona }) => {
        const found = ids.map((id) => queries.find(persona.name, id));
        return {
          QueryExecutions: found.flatMap((query) => (query ? [queryExecution(query)] : [])),
          UnprocessedQueryExecutionIds: ids
            .filter((_, i) => !found[i])
            .map((id) => ({
              QueryExecutionId: id,
              ErrorCode: 'INVALID_INPUT',
              ErrorMessage: `QueryExecution ${id} was not found`,
            })),
        };
      },
    ),
    ListQueryExecutions: operation(
      z.object({ WorkGroup: z.string().optional(), MaxResults: pageSize(50), NextToken: nextToken }),
      ({ WorkGroup, MaxResults, NextToken }, caller) => {
        ownWorkGroup(caller, WorkGroup, 'ListQueryExecutions');
        const ids = queries.of(caller.persona.name).map(({ id }) => id);
        const { items, ...next } = page(ids, MaxResults, NextToken);
        return { QueryExecutionIds: items, ...next };
      },
    ),
    StopQueryExecution: operation(byId, ({ QueryExecutionId: id }, caller) => {
      queries.stop(own(caller, id));
      return {};
    }),
    GetQueryResults: operation(
      byId.extend({
        MaxResults: pageSize(1000),
        NextToken: nextToken,
        QueryResultType: z.string().optional(),
      }),
      ({ QueryExecutionId: id, MaxResults, NextToken }, caller) =>
        queryResults(own(caller, id), MaxResults, NextToken),
    ),
    GetQueryRuntimeStatistics: operation(byId, ({ QueryExecutionId: id }, caller) => {
      const query = own(caller, id);
      return {
        QueryRuntimeStatistics: {
          Timeline: statistics(query),
          Rows: {
            InputBytes: query.done?.scannedBytes ?? 0,
            OutputRows: query.done?.rows ?? 0,
            OutputBytes: query.done?.resultBytes ?? 0,
          },
        },
      };
    }),
  };
}

async function patiently(query: Query): Promise<void> {
  if (query.isOver) return;
  await Promise.race([query.ended, sleep(PATIENCE_MS, undefined, { ref: false })]);
}

import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { SavedQuery } from '../../../core/analytics';
import { savedQueriesOf } from '../../../datasets/saved_queries';
import type { Caller } from '../protocol/caller';
import { operation, page, pageSize, nextToken, type Operation } from '../protocol/json-service';
import { invalidRequest } from './errors';
import { ownWorkGroup } from './work-groups';

/** The same id in every lake: a UUID made from the query's name. */
function idOf({ name }: SavedQuery): string {
  const hex = createHash('sha256').update(`headwater named query ${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function namedQuery(query: SavedQuery, caller: Caller): object {
  return {
    NamedQueryId: idOf(query),
    Name: query.name,
    Description: query.description,
    Database: query.database,
    QueryString: query.sql(),
    WorkGroup: ownWorkGroup(caller, undefined, 'GetNamedQuery'),
  };
}

/** The lake's saved queries: those whose every column the persona sees. */
export function namedQueryOperations(): Readonly<Record<string, Operation>> {
  return {
    ListNamedQueries: operation(
      z.object({ WorkGroup: z.string().optional(), MaxResults: pageSize(50), NextToken: nextToken }),
      ({ WorkGroup, MaxResults, NextToken }, caller) => {
        ownWorkGroup(caller, WorkGroup, 'ListNamedQueries');
        const { items, ...next } = page(savedQueriesOf(caller.persona).map(idOf), MaxResults, NextToken);
        return { NamedQueryIds: items, ...next };
      },
    ),
    GetNamedQuery: operation(z.object({ NamedQueryId: z.string() }), ({ NamedQueryId }, caller) => {
      const query = savedQueriesOf(caller.persona).find((each) => idOf(each) === NamedQueryId);
      if (!query) throw invalidRequest(`NamedQuery ${NamedQueryId} was not found`);
      return { NamedQuery: namedQuery(query, caller) };
    }),
    BatchGetNamedQuery: operation(
      z.object({ NamedQueryIds: z.array(z.string()).min(1).max(50) }),
      ({ NamedQueryIds }, caller) => {
        const queries = savedQueriesOf(caller.persona);
        const found = queries.filter((query) => NamedQueryIds.includes(idOf(query)));
        const missing = NamedQueryIds.filter((id) => !found.some((query) => idOf(query) === id));
        return {
          NamedQueries: found.map((query) => namedQuery(query, caller)),
          UnprocessedNamedQueryIds: missing.map((id) => ({
            NamedQueryId: id,
            ErrorCode: 'INVALID_INPUT',
            ErrorMessage: `NamedQuery ${id} was not found`,
          })),
        };
      },
    ),
  };
}

import { z } from 'zod';
import type { Clock } from '../../../core/ports';
import { seconds } from '../names';
import type { PreparedStatement, PreparedStatements } from '../queries/prepared-statements';
import { operation, page, pageSize, nextToken, type Operation } from '../protocol/json-service';
import { invalidRequest, notFound } from './errors';
import { preparable } from '../queries/read-request';
import { parsed, readable } from './parsed';
import { ownWorkGroup } from './work-groups';

const name = z
  .string()
  .regex(/^[a-zA-Z_][a-zA-Z0-9_@:]{0,255}$/, 'expected a name of letters, digits, _, @ and :');
const named = z.object({ StatementName: name, WorkGroup: z.string() });
const written = named.extend({
  QueryStatement: z.string().min(1).max(262_144),
  Description: z.string().max(1024).optional(),
});
const missing = (statement: string): Error => notFound(`PreparedStatement ${statement} was not found`);
export const tooManyPrepared = (): Error =>
  invalidRequest('The work group has as many prepared statements as it may have');

export function preparedStatementOperations(
  statements: PreparedStatements,
  clock: Clock,
): Readonly<Record<string, Operation>> {
  const shown = (found: PreparedStatement, workGroup: string): object => ({
    StatementName: found.name,
    QueryStatement: found.sql,
    WorkGroupName: workGroup,
    ...(found.description !== undefined && { Description: found.description }),
    LastModifiedTime: seconds(found.changedAt),
  });
  const put = (
    persona: string,
    { StatementName, QueryStatement, Description }: z.output<typeof written>,
  ): object => {
    readable(() => preparable(parsed(QueryStatement)));
    const kept = statements.put(persona, {
      name: StatementName,
      sql: QueryStatement,
      description: Description,
      changedAt: clock.now(),
    });
    if (!kept) throw tooManyPrepared();
    return {};
  };
  return {
    CreatePreparedStatement: operation(written, (input, caller) => {
      ownWorkGroup(caller, input.WorkGroup, 'CreatePreparedStatement');
      if (statements.find(caller.persona.name, input.StatementName))
        throw invalidRequest(`PreparedStatement ${input.StatementName} already exists`);
      return put(caller.persona.name, input);
    }),
    UpdatePreparedStatement: operation(written, (input, caller) => {
      ownWorkGroup(caller, input.WorkGroup, 'UpdatePreparedStatement');
      if (!statements.find(caller.persona.name, input.StatementName)) throw missing(input.StatementName);
      return put(caller.persona.name, input);
    }),
    GetPreparedStatement: operation(named, ({ StatementName, WorkGroup }, caller) => {
      const group = ownWorkGroup(caller, WorkGroup, 'GetPreparedStatement');
      const found = statements.find(caller.persona.name, StatementName);
      if (!found) throw missing(StatementName);
      return { PreparedStatement: shown(found, group) };
    }),
    BatchGetPreparedStatement: operation(
      z.object({ PreparedStatementNames: z.array(name).max(50), WorkGroup: z.string() }),
      ({ PreparedStatementNames, WorkGroup }, caller) => {
        const group = ownWorkGroup(caller, WorkGroup, 'BatchGetPreparedStatement');
        const found = PreparedStatementNames.map((each) => statements.find(caller.persona.name, each));
        return {
          PreparedStatements: found.flatMap((each) => (each ? [shown(each, group)] : [])),
          UnprocessedPreparedStatementNames: PreparedStatementNames.filter((_, i) => !found[i]).map(
            (each) => ({
              StatementName: each,
              ErrorCode: 'STATEMENT_NOT_FOUND',
              ErrorMessage: `PreparedStatement ${each} was not found`,
            }),
          ),
        };
      },
    ),
    ListPreparedStatements: operation(
      z.object({ WorkGroup: z.string(), MaxResults: pageSize(50), NextToken: nextToken }),
      ({ WorkGroup, MaxResults, NextToken }, caller) => {
        ownWorkGroup(caller, WorkGroup, 'ListPreparedStatements');
        const { items, ...next } = page(statements.of(caller.persona.name), MaxResults, NextToken);
        const list = items.map((each) => ({
          StatementName: each.name,
          LastModifiedTime: seconds(each.changedAt),
        }));
        return { PreparedStatements: list, ...next };
      },
    ),
    DeletePreparedStatement: operation(named, ({ StatementName, WorkGroup }, caller) => {
      ownWorkGroup(caller, WorkGroup, 'DeletePreparedStatement');
      if (!statements.delete(caller.persona.name, StatementName)) throw missing(StatementName);
      return {};
    }),
  };
}

import { parse, SqlError, type ParameterValue, type Statement } from '../../../sql-bridge';
import type { QueryRequest } from './query';
import { statementKind } from './statement-kind';

export interface Asked {
  readonly persona: string;
  readonly sql: string;
  readonly statement: Statement;
  readonly literals: readonly string[];
  readonly parameters: readonly ParameterValue[];
  readonly database: string | undefined;
  /** The text of a prepared statement. @throws when there is none of that name */
  readonly prepared: (name: string) => string;
}

/** Statements about prepared ones are none to prepare: one that ran itself would never end. @throws SqlError */
export function preparable(statement: Statement): Statement {
  if (['prepare', 'execute', 'execute immediate', 'deallocate'].includes(statement.kind))
    throw new SqlError('NOT_SUPPORTED', `Invalid statement type for prepared statement: ${statement.kind}`);
  return statement;
}

/** What a statement asks for: behind EXECUTE what was prepared, behind a statement that writes its query. @throws SqlError */
export function readRequest({ statement, prepared, ...asked }: Asked): QueryRequest {
  const { sql, parameters } = asked;
  const request = { ...asked, target: { statement, sql }, kind: statementKind(statement) };
  switch (statement.kind) {
    case 'execute':
    case 'execute immediate': {
      const text = statement.kind === 'execute' ? prepared(statement.name) : statement.text;
      const inner = readRequest({
        ...asked,
        prepared,
        sql: text,
        statement: preparable(parse(text).statement),
      });
      return {
        ...inner,
        sql,
        parameters: statement.parameters.length > 0 ? statement.parameters : parameters,
      };
    }
    case 'create table as':
    case 'unload': {
      const { query, at } = statement;
      return { ...request, writes: statement, target: { statement: { kind: 'query', query, at }, sql } };
    }
    default:
      return request;
  }
}

import type { IncomingHttpHeaders } from 'node:http';
import { Cursor, parse, SqlError, type Statement } from '../../../sql-bridge';
import { preparable } from '../queries/read-request';

/** What a client of Trino keeps for its session and sends with every statement. */
export interface TrinoSession {
  readonly schema: string | undefined;
  readonly prepared: ReadonlyMap<string, string>;
}

/** @throws SqlError */
export function sessionOf(headers: IncomingHttpHeaders): TrinoSession {
  const schema = headers['x-trino-schema']?.toString().toLowerCase();
  const pairs = (headers['x-trino-prepared-statement']?.toString() ?? '')
    .split(',')
    .map((pair) => pair.trim().split('='))
    .filter((pair): pair is [string, string] => pair.length === 2);
  return {
    schema: schema === undefined || schema === '' ? undefined : schema,
    prepared: new Map(pairs.map(([name, sql]) => [decode(name), decode(sql)])),
  };
}

/** Names of the statements that only change a session. */
export const SESSION_CHANGES: readonly string[] = ['USE', 'PREPARE', 'DEALLOCATE'];

/** A statement that only changes the session, and what its client has to remember. */
export interface SessionChange {
  readonly updateType: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** @returns undefined for a statement that has to run. @throws SqlError */
export function sessionChange(sql: string): SessionChange | undefined {
  const cursor = new Cursor(sql);
  return cursor.accept('use') ? use(cursor) : changeOf(parse(sql).statement);
}

function use(cursor: Cursor): SessionChange {
  const [schema = '', catalog] = [...cursor.names()].reverse();
  cursor.accept(';');
  if (cursor.token.kind !== 'end') throw cursor.fail('the end of the statement');
  return {
    updateType: 'USE',
    headers: {
      ...(catalog !== undefined && { 'x-trino-set-catalog': encodeURIComponent(catalog) }),
      'x-trino-set-schema': encodeURIComponent(schema),
    },
  };
}

function changeOf(statement: Statement): SessionChange | undefined {
  switch (statement.kind) {
    case 'prepare': {
      preparable(statement.statement);
      const added = `${encodeURIComponent(statement.name)}=${encodeURIComponent(statement.text)}`;
      return { updateType: 'PREPARE', headers: { 'x-trino-added-prepare': added } };
    }
    case 'deallocate':
      return {
        updateType: 'DEALLOCATE',
        headers: { 'x-trino-deallocated-prepare': encodeURIComponent(statement.name) },
      };
    default:
      return undefined;
  }
}

/** Encoded as a form. @throws SqlError for what isn't */
function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new SqlError('SYNTAX_ERROR', 'Expected prepared statements as URLs write text');
  }
}

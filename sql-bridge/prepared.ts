import { SqlError } from './errors';
import type { Answer } from './session';
import type { Statement } from './syntax/ast-statement';
import { parse } from './syntax/statement';
import type { ParameterValue } from './translate';

export interface SessionOptions {
  /** The time, for `current_timestamp`. */
  readonly now: () => Date;
  /** The database of tables named without one. @default `default` */
  readonly schema?: string;
  /** Schemas whose tables come and go on this connection alone, which tells of it. @default none */
  readonly ownSchemas?: readonly string[];
}

const NOTHING: Answer = { columns: [], rows: [], changed: 0 };

/** PREPARE, EXECUTE and DEALLOCATE of one session. */
export class PreparedStatements {
  private readonly known = new Map<string, { readonly statement: Statement; readonly text: string }>();

  constructor(private readonly session: SessionOptions) {}

  /** What a translation needs to know of the session. */
  options(): { readonly now: string; readonly schema?: string } {
    const { now, schema } = this.session;
    return {
      now: now().toISOString().replace('T', ' ').replace('Z', '000'),
      ...(schema !== undefined && { schema }),
    };
  }

  /** PREPARE and DEALLOCATE, which no engine needs to see. @throws SqlError NOT_FOUND */
  handle(statement: Statement): Answer | undefined {
    if (statement.kind === 'prepare') {
      this.known.set(statement.name, { statement: statement.statement, text: statement.text });
      return NOTHING;
    }
    if (statement.kind !== 'deallocate') return undefined;
    if (!this.known.delete(statement.name)) throw notFound(statement.name);
    return NOTHING;
  }

  /** What EXECUTE stands for; every other statement stands for itself. @throws SqlError NOT_FOUND */
  resolve(
    statement: Statement,
    sql: string,
    parameters: readonly ParameterValue[],
  ): readonly [Statement, string, { readonly parameters: readonly ParameterValue[] }] {
    if (statement.kind === 'execute immediate')
      return [parse(statement.text).statement, statement.text, { parameters: statement.parameters }];
    if (statement.kind !== 'execute') return [statement, sql, { parameters }];
    const found = this.known.get(statement.name);
    if (!found) throw notFound(statement.name);
    return [
      found.statement,
      found.text,
      { parameters: statement.parameters.length > 0 ? statement.parameters : parameters },
    ];
  }
}

const notFound = (name: string): SqlError =>
  new SqlError('NOT_FOUND', `Prepared statement not found: ${name}`);

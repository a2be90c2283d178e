import type { Statement } from '../../../sql-bridge';

/** What Athena calls a statement. @see https://docs.aws.amazon.com/athena/latest/APIReference/API_QueryExecution.html */
export interface StatementKind {
  readonly type: 'DDL' | 'DML' | 'UTILITY';
  readonly sub: string;
}

const SHOWN: Readonly<Record<string, string>> = {
  tables: 'SHOW_TABLES',
  views: 'SHOW_VIEWS',
  schemas: 'SHOW_DATABASES',
  columns: 'SHOW_COLUMNS',
  partitions: 'SHOW_PARTITIONS',
};

export function statementKind(statement: Statement): StatementKind {
  switch (statement.kind) {
    case 'query':
      return { type: 'DML', sub: 'SELECT' };
    case 'insert':
    case 'update':
    case 'delete':
    case 'merge':
      return { type: 'DML', sub: statement.kind.toUpperCase() };
    case 'execute':
    case 'execute immediate':
      return { type: 'DML', sub: 'EXECUTE' };
    case 'show':
      return { type: 'UTILITY', sub: SHOWN[statement.what] ?? 'SHOW' };
    case 'describe':
      return { type: 'UTILITY', sub: 'DESCRIBE_TABLE' };
    case 'explain':
      return { type: 'UTILITY', sub: 'EXPLAIN' };
    case 'prepare':
      return { type: 'DDL', sub: 'PREPARE' };
    case 'deallocate':
      return { type: 'DDL', sub: 'DEALLOCATE' };
    case 'create table as':
      return { type: 'DDL', sub: 'CREATE_TABLE_AS_SELECT' };
    case 'unload':
      return { type: 'DML', sub: 'UNLOAD' };
    case 'other':
      return { type: 'DDL', sub: statement.what.replaceAll(' ', '_') };
  }
}

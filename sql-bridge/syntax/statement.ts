import type { Expression } from './ast';
import type { Assignment, MergeAction, Statement } from './ast-statement';
import { SqlError } from '../errors';
import { Cursor } from './cursor';
import { expression } from './expression';
import { query, startsQuery } from './query';
import { aliased } from './relation';
import { createTableAs, unload } from './write-statement';

/** A statement and the number of its `?`. */
export interface Parsed {
  readonly statement: Statement;
  readonly parameters: number;
}

/**
 * Parses one Athena statement, a `;` at its end allowed.
 *
 * @throws SqlError SYNTAX_ERROR with the place; STACK_OVERFLOW for what is nested beyond reading
 */
export function parse(sql: string): Parsed {
  try {
    return parsed(new Cursor(sql));
  } catch (error) {
    throw overflowed(error) ? tooLarge() : error;
  }
}

/** Whether something was nested beyond the stack, in whichever realm of JavaScript. */
export const overflowed = (error: unknown): boolean =>
  (error as { readonly name?: unknown } | undefined)?.name === 'RangeError';

/** In Trino's words, for what makes a stack overflow. */
export const tooLarge = (): SqlError =>
  new SqlError('STACK_OVERFLOW', 'statement is too large (stack overflow during analysis)');

function parsed(cursor: Cursor): Parsed {
  const statement = statementAt(cursor);
  while (cursor.accept(';'));
  if (cursor.token.kind !== 'end') throw cursor.fail('the end of the statement');
  return { statement, parameters: cursor.parameters };
}

function statementAt(cursor: Cursor): Statement {
  const { at } = cursor;
  if (startsQuery(cursor)) return { kind: 'query', query: query(cursor), at };
  const { kind, text } = cursor.token;
  if (kind !== 'word') throw cursor.fail('a statement');
  const read = STATEMENTS[text];
  if (read) {
    cursor.take();
    return { ...read(cursor), at };
  }
  if (!OTHERS.has(text)) throw cursor.fail('a statement');
  while (cursor.token.kind !== 'end') cursor.take();
  return { kind: 'other', what: text.toUpperCase(), at };
}

/** Statements that Athena has and one machine's lake has not. */
const OTHERS: ReadonlySet<string> = new Set([
  'drop',
  'alter',
  'msck',
  'optimize',
  'vacuum',
  'call',
  'grant',
  'revoke',
  'set',
  'reset',
  'use',
  'analyze',
  'truncate',
  'comment',
  'refresh',
  'start',
  'commit',
  'rollback',
  'deny',
]);

function rest(cursor: Cursor, what: string): Body {
  while (cursor.token.kind !== 'end') cursor.take();
  return { kind: 'other', what };
}

type Body = Statement extends infer S ? (S extends Statement ? Omit<S, 'at'> : never) : never;

const STATEMENTS: Readonly<Record<string, (cursor: Cursor) => Body>> = {
  insert: (cursor) => {
    cursor.expect('into');
    const table = cursor.names();
    const columns = cursor.is('(') && !startsQuery(cursor) ? names(cursor) : [];
    return { kind: 'insert', table, columns, query: query(cursor) };
  },
  update: (cursor) => {
    const table = cursor.names();
    cursor.expect('set');
    const set = cursor.list(() => assignment(cursor));
    return { kind: 'update', table, set, ...where(cursor) };
  },
  delete: (cursor) => {
    cursor.expect('from');
    const table = cursor.names();
    const alias = cursor.accept('as') || (cursor.isName() && !cursor.is('where')) ? cursor.name() : undefined;
    return { kind: 'delete', table, ...(alias !== undefined && { alias }), ...where(cursor) };
  },
  merge: (cursor) => {
    cursor.expect('into');
    const table = cursor.names();
    const alias = cursor.accept('as') || cursor.isName() ? cursor.name() : undefined;
    cursor.expect('using');
    const source = aliased(cursor);
    cursor.expect('on');
    const on = expression(cursor);
    const cases: Extract<Statement, { kind: 'merge' }>['cases'][number][] = [];
    while (cursor.accept('when')) cases.push(mergeCase(cursor));
    return { kind: 'merge', table, ...(alias !== undefined && { alias }), source, on, cases };
  },
  create: (cursor) => createTableAs(cursor) ?? rest(cursor, 'CREATE'),
  unload: (cursor) => unload(cursor),
  show: (cursor) => show(cursor),
  describe: (cursor) => describe(cursor),
  desc: (cursor) => describe(cursor),
  explain: (cursor) => {
    if (cursor.accept('analyze')) {
      while (cursor.token.kind !== 'end') cursor.take();
      return { kind: 'other', what: 'EXPLAIN ANALYZE' };
    }
    const options: string[] = [];
    if (cursor.is('(')) {
      while (!cursor.accept(')')) {
        const { kind, text } = cursor.take();
        if (kind === 'end') throw cursor.fail("')'");
        options.push(text);
      }
    }
    const from = cursor.at;
    const statement = statementAt(cursor);
    const validates = options.includes('validate');
    return { kind: 'explain', statement, validates, text: cursor.sql.slice(from, cursor.at) };
  },
  prepare: (cursor) => {
    const name = cursor.name();
    cursor.expect('from');
    const from = cursor.at;
    const statement = statementAt(cursor);
    return { kind: 'prepare', name, statement, text: cursor.sql.slice(from, cursor.at) };
  },
  execute: (cursor) => {
    const using = (): readonly Expression[] =>
      cursor.accept('using') ? cursor.list(() => expression(cursor)) : [];
    if (cursor.is('immediate') && cursor.ahead(1).kind === 'string') {
      cursor.take();
      return { kind: 'execute immediate', text: cursor.string(), parameters: using() };
    }
    const name = cursor.name();
    return { kind: 'execute', name, parameters: using() };
  },
  deallocate: (cursor) => {
    cursor.expect('prepare');
    return { kind: 'deallocate', name: cursor.name() };
  },
};

const names = (cursor: Cursor): readonly string[] =>
  cursor.inParentheses(() => cursor.list(() => cursor.name()));

function where(cursor: Cursor): { readonly where?: Expression } {
  return cursor.accept('where') ? { where: expression(cursor) } : {};
}

function assignment(cursor: Cursor): Assignment {
  const column = cursor.name();
  cursor.expect('=');
  return { column, value: expression(cursor) };
}

function mergeCase(cursor: Cursor): Extract<Statement, { kind: 'merge' }>['cases'][number] {
  const matched = !cursor.accept('not');
  cursor.expect('matched');
  const condition = cursor.accept('and') ? expression(cursor) : undefined;
  cursor.expect('then');
  return { matched, ...(condition && { condition }), action: mergeAction(cursor) };
}

function mergeAction(cursor: Cursor): MergeAction {
  if (cursor.accept('delete')) return { kind: 'delete' };
  if (cursor.accept('update')) {
    cursor.expect('set');
    return { kind: 'update', set: cursor.list(() => assignment(cursor)) };
  }
  cursor.expect('insert');
  const columns = cursor.is('(') ? names(cursor) : [];
  cursor.expect('values');
  return {
    kind: 'insert',
    columns,
    values: cursor.inParentheses(() => cursor.list(() => expression(cursor))),
  };
}

function describe(cursor: Cursor): Body {
  if (cursor.accept('input') || cursor.accept('output'))
    return { kind: 'other', what: 'DESCRIBE INPUT and OUTPUT' };
  if (!cursor.accept('extended')) cursor.accept('formatted');
  return { kind: 'describe', table: cursor.names() };
}

function show(cursor: Cursor): Body {
  const of = (): readonly string[] | undefined =>
    cursor.accept('in') || cursor.accept('from') ? cursor.names() : undefined;
  const what = cursor.take().text;
  switch (what) {
    case 'tables':
    case 'views': {
      const names = of();
      return { kind: 'show', what, ...(names && { of: names }), ...pattern(cursor) };
    }
    case 'databases':
    case 'schemas': {
      const names = of();
      return { kind: 'show', what: 'schemas', ...(names && { of: names }), ...pattern(cursor) };
    }
    case 'columns':
    case 'partitions': {
      const table = of() ?? cursor.names();
      const schema = of();
      return { kind: 'show', what, of: schema ? [...schema, ...table] : table, ...pattern(cursor) };
    }
    case 'catalogs':
    case 'functions':
      return { kind: 'show', what, ...pattern(cursor) };
    case 'create':
      cursor.expect('table');
      return { kind: 'show', what: 'create table', of: cursor.names() };
  }
  while (cursor.token.kind !== 'end') cursor.take();
  return { kind: 'other', what: `SHOW ${what.toUpperCase()}` };
}

function pattern(cursor: Cursor): { readonly like?: string } {
  const like = cursor.accept('like') || cursor.token.kind === 'string' ? cursor.string() : undefined;
  return like === undefined ? {} : { like };
}

import type { Expression } from './ast';
import { call } from './call';
import type { Cursor } from './cursor';
import { expression, sum } from './expression';
import { jsonCall } from './json-call';
import { jsonConstructor } from './json-constructor';
import { query, tryQuery } from './query';
import { typeName } from './type-name';

/** Functions without parentheses; some take a precision. */
const SPECIAL: ReadonlySet<string> = new Set([
  'current_date',
  'current_time',
  'current_timestamp',
  'localtime',
  'localtimestamp',
  'current_user',
  'current_catalog',
  'current_schema',
  'current_path',
]);

/** Words that give the text behind them a type, such as `DATE '2026-01-01'`. */
const NEVER_TYPES: ReadonlySet<string> = new Set(['escape', 'uescape']);

export function primary(cursor: Cursor): Expression {
  const { token } = cursor;
  const { at } = token;
  switch (token.kind) {
    case 'string':
      return { kind: 'string', text: cursor.take().text, at };
    case 'integer':
    case 'decimal':
    case 'double':
    case 'binary':
      return { kind: token.kind, text: cursor.take().text, at };
    case 'quoted':
      return cursor.ahead(1).text === '(' && cursor.ahead(1).kind === 'symbol'
        ? call(cursor)
        : lambdaOrName(cursor);
    case 'word':
      return word(cursor, token.text, at);
    case 'symbol':
      return symbol(cursor, token.text, at);
    case 'end':
      throw cursor.fail('an expression');
  }
}

function symbol(cursor: Cursor, text: string, at: number): Expression {
  if (text === '?') {
    cursor.take();
    cursor.parameters++;
    return { kind: 'parameter', at };
  }
  if (text !== '(') throw cursor.fail('an expression');
  const lambda = lambdaWithParentheses(cursor, at);
  if (lambda) return lambda;
  cursor.expect('(');
  const inner = tryQuery(cursor);
  if (inner) return { kind: 'subquery', query: inner, at };
  const items = cursor.list(() => expression(cursor));
  cursor.expect(')');
  return items.length === 1 ? items[0]! : { kind: 'row', items, at };
}

function lambdaWithParentheses(cursor: Cursor, at: number): Expression | undefined {
  const start = cursor.mark();
  cursor.take();
  const parameters: string[] = [];
  while (cursor.isName()) {
    parameters.push(cursor.name());
    if (!cursor.accept(',')) break;
  }
  if (cursor.accept(')', '->')) return { kind: 'lambda', parameters, body: expression(cursor), at };
  cursor.back(start);
  return undefined;
}

function lambdaOrName(cursor: Cursor): Expression {
  const { at } = cursor;
  const label = cursor.label();
  const name = label.toLowerCase();
  if (cursor.accept('->')) return { kind: 'lambda', parameters: [name], body: expression(cursor), at };
  return { kind: 'name', name, label, at };
}

function word(cursor: Cursor, text: string, at: number): Expression {
  const next = cursor.ahead(1);
  const parenthesis = next.kind === 'symbol' && next.text === '(';
  switch (text) {
    case 'null':
      cursor.take();
      return { kind: 'null', at };
    case 'true':
    case 'false':
      cursor.take();
      return { kind: 'boolean', value: text === 'true', at };
    case 'case':
      return caseOf(cursor, at);
    case 'cast':
    case 'try_cast':
      if (parenthesis) return castOf(cursor, text === 'try_cast', at);
      break;
    case 'exists':
      cursor.take();
      return { kind: 'exists', query: cursor.inParentheses(() => query(cursor)), at };
    case 'extract':
      if (parenthesis) return extractOf(cursor, at);
      break;
    case 'interval':
      if (next.kind === 'string' || next.text === '-' || next.text === '+') return intervalOf(cursor, at);
      break;
    case 'row':
      if (parenthesis) {
        cursor.take();
        return { kind: 'row', items: cursor.inParentheses(() => cursor.list(() => expression(cursor))), at };
      }
      break;
    case 'array':
      if (next.text === '[') return arrayOf(cursor, at);
      break;
    case 'grouping':
      if (parenthesis) {
        cursor.take();
        return {
          kind: 'grouping',
          items: cursor.inParentheses(() => cursor.list(() => expression(cursor))),
          at,
        };
      }
      break;
    case 'json_value':
    case 'json_query':
    case 'json_exists':
      return jsonCall(cursor);
    case 'json_object':
    case 'json_array':
      if (parenthesis) return jsonConstructor(cursor);
      break;
  }
  if (SPECIAL.has(text)) return special(cursor, text, at);
  if (parenthesis) return call(cursor);
  return typedLiteral(cursor, at) ?? lambdaOrName(cursor);
}

function special(cursor: Cursor, name: string, at: number): Expression {
  cursor.take();
  if (!cursor.accept('(')) return { kind: 'special', name, at };
  const precision = cursor.integer();
  cursor.expect(')');
  return { kind: 'special', name, precision, at };
}

/** `DATE '...'`, `DECIMAL '...'`, `double precision '...'`. */
function typedLiteral(cursor: Cursor, at: number): Expression | undefined {
  if (NEVER_TYPES.has(cursor.token.text)) return undefined;
  const double = cursor.is('double', 'precision');
  if (cursor.ahead(double ? 2 : 1).kind !== 'string') return undefined;
  const type = typeName(cursor);
  return { kind: 'typed', type, text: cursor.string(), at };
}

function caseOf(cursor: Cursor, at: number): Expression {
  cursor.expect('case');
  const operand = cursor.is('when') ? undefined : expression(cursor);
  const whens: { readonly when: Expression; readonly then: Expression }[] = [];
  while (cursor.accept('when')) {
    const when = expression(cursor);
    cursor.expect('then');
    whens.push({ when, then: expression(cursor) });
  }
  const otherwise = cursor.accept('else') ? expression(cursor) : undefined;
  cursor.expect('end');
  if (whens.length === 0) throw cursor.fail("'WHEN'");
  return { kind: 'case', ...(operand && { operand }), whens, ...(otherwise && { otherwise }), at };
}

function castOf(cursor: Cursor, safe: boolean, at: number): Expression {
  cursor.take();
  return cursor.inParentheses((): Expression => {
    const value = expression(cursor);
    cursor.expect('as');
    return { kind: 'cast', value, type: typeName(cursor), safe, at };
  });
}

function extractOf(cursor: Cursor, at: number): Expression {
  cursor.take();
  return cursor.inParentheses((): Expression => {
    const part = cursor.take().text;
    cursor.expect('from');
    return { kind: 'extract', part, value: sum(cursor), at };
  });
}

function intervalOf(cursor: Cursor, at: number): Expression {
  cursor.take();
  const negative = cursor.accept('-');
  if (!negative) cursor.accept('+');
  const text = (negative ? '-' : '') + cursor.string();
  const from = unit(cursor);
  const to = cursor.accept('to') ? unit(cursor) : undefined;
  return { kind: 'interval', text, from, ...(to !== undefined && { to }), at };
}

const UNITS: ReadonlySet<string> = new Set(['year', 'month', 'day', 'hour', 'minute', 'second', 'week']);

function unit(cursor: Cursor): string {
  if (!UNITS.has(cursor.token.text)) throw cursor.fail('YEAR, MONTH, WEEK, DAY, HOUR, MINUTE or SECOND');
  return cursor.take().text;
}

function arrayOf(cursor: Cursor, at: number): Expression {
  cursor.take();
  cursor.expect('[');
  const items = cursor.is(']') ? [] : cursor.list(() => expression(cursor));
  cursor.expect(']');
  return { kind: 'array', items, at };
}

import { binaryOperators } from './emit-operator';
import type { Emitter } from './emit';
import { emitLiteral } from './literal';
import { intervalText } from './interval';
import { emitCall } from './emit-call';
import { emitQuery } from './query-kind';
import { emitAggregate, isAggregate } from './emit-aggregate';
import { identifier } from './identifier';
import { isNode, kindOf, numberLiteral, type Node } from './node';
import { refused } from './unsupported';
import { instant } from './zone';

const wrap = (sql: string): string => `(${sql})`;

/** Kinds of value expressions. */
export const expressions: Readonly<Record<string, Emitter>> = {
  ...binaryOperators,

  literal: (fields) => emitLiteral(fields.text('literal_type') ?? '', fields.text('value') ?? ''),
  boolean: (fields) => (fields.flag('value') ? 'TRUE' : 'FALSE'),
  null: () => 'NULL',
  placeholder: () => '?',
  identifier: (fields) => identifier(fields),

  column: (fields) => {
    const table = fields.sub('table', 'identifier');
    const name = identifier(fields.sub('name', 'identifier'));
    if (name.startsWith('"#') || name.startsWith('"@')) {
      throw refused('a name that begins with # or @', 'a column', 'Quote the name of a column.');
    }
    return table ? `${identifier(table)}.${name}` : name;
  },
  dot: (fields, emit) => `${emit(fields.node('this'))}.${identifier(fields.sub('field', 'identifier'))}`,
  star: (fields) => {
    const table = fields.sub('table', 'identifier');
    return table ? `${identifier(table)}.*` : '*';
  },
  alias: (fields, emit) => {
    fields.skip('alias_keyword');
    const value = fields.node('this');
    const name = identifier(fields.sub('alias', 'identifier'));
    // The parser reads 0x1F as a zero that is named x1F.
    if (
      !fields.flag('alias_explicit_as') &&
      numberLiteral(value) === '0' &&
      /^"[xob][0-9a-f_]+"$/i.test(name)
    ) {
      throw refused('a number in another base', 'a decimal number', 'Write the number in decimal.');
    }
    return `${emit(value)} AS ${name}`;
  },

  paren: (fields, emit) => wrap(emit(fields.node('this'))),
  not: (fields, emit) => wrap(`NOT ${emit(fields.node('this'))}`),
  neg: (fields, emit) => wrap(`-${emit(fields.node('this'))}`),
  is_null: (fields, emit) => wrap(`${emit(fields.node('this'))} IS ${not(fields)}NULL`),
  is_true: (fields, emit) => wrap(`${emit(fields.node('this'))} IS ${not(fields)}TRUE`),
  is_false: (fields, emit) => wrap(`${emit(fields.node('this'))} IS ${not(fields)}FALSE`),
  between: (fields, emit) =>
    wrap(
      `${instant(fields.node('this'), emit)} ${not(fields)}BETWEEN ${instant(fields.node('low'), emit)} AND ${instant(fields.node('high'), emit)}`,
    ),
  in: (fields, emit) => {
    const value = emit(fields.node('this'));
    const query = fields.optional('query');
    const list = query ? emitQuery(query, emit) : fields.nodes('expressions').map(emit).join(', ');
    return wrap(`${value} ${not(fields)}IN (${list})`);
  },
  exists: (fields, emit) => wrap(`${not(fields)}EXISTS (${emitQuery(fields.node('this'), emit)})`),
  any: (fields, emit) => wrap(quantified('ANY', fields, emit)),
  all: (fields, emit) => wrap(quantified('ALL', fields, emit)),

  case: (fields, emit) => {
    const operand = fields.optional('operand');
    const branches = fields.raw('whens');
    const whens = (Array.isArray(branches) ? branches : []).map((pair: unknown) => {
      const [when, then] = Array.isArray(pair) ? pair.filter(isNode) : [];
      return `WHEN ${emit(when as Node)} THEN ${emit(then as Node)}`;
    });
    const otherwise = fields.optional('else_');
    return `CASE ${operand ? `${emit(operand)} ` : ''}${whens.join(' ')}${otherwise ? ` ELSE ${emit(otherwise)}` : ''} END`;
  },
  if_func: (fields, emit) => {
    fields.skip('on', 'original_name');
    const otherwise = fields.optional('false_value');
    return (
      `CASE WHEN ${emit(fields.node('condition'))} THEN ${emit(fields.node('true_value'))}` +
      `${otherwise ? ` ELSE ${emit(otherwise)}` : ''} END`
    );
  },

  array_func: (fields, emit) => `[${fields.nodes('expressions').map(emit).join(', ')}]`,
  tuple: (fields, emit) => emitCall({ name: 'row', args: fields.nodes('expressions'), emit }),
  trim: (fields, emit) => {
    fields.skip('sql_standard_syntax', 'position_explicit');
    const name = { Both: 'trim', Leading: 'ltrim', Trailing: 'rtrim' }[fields.text('position') ?? ''] ?? '';
    const characters = fields.optional('characters');
    return emitCall({ name, args: [fields.node('this'), ...(characters ? [characters] : [])], emit });
  },
  subscript: (fields, emit) => {
    const key = fields.node('index');
    const kind = isStringLiteral(key) ? 'map' : 'array';
    return `athena_${kind}_subscript(${emit(fields.node('this'))}, ${emit(key)})`;
  },
  interval: (fields) => intervalText(fields),
  lambda: (fields, emit) => {
    const parameters = fields.subs('parameters', 'identifier').map((name) => identifier(name));
    return `lambda ${parameters.join(', ')}: ${emit(fields.node('body'))}`;
  },
  extract: (fields, emit) => {
    const field = fields.text('field') ?? '';
    const name = field.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();
    return emitCall({ name, args: [fields.node('this')], emit });
  },
  at_time_zone: (fields, emit) =>
    emitCall({ name: 'at_timezone', args: [fields.node('this'), fields.node('zone')], emit }),

  function: (fields, emit) => {
    fields.skip('no_parens', 'quoted');
    const name = (fields.text('name') ?? '').toLowerCase();
    const args = fields.nodes('args');
    if (isAggregate(name)) return emitAggregate(name, args, fields, emit);
    return emitCall({ name, args, emit });
  },
};

const not = (fields: { flag(key: string): boolean }): string => (fields.flag('not') ? 'NOT ' : '');

const comparison: Readonly<Record<string, string>> = {
  Eq: '=',
  Neq: '<>',
  Lt: '<',
  Lte: '<=',
  Gt: '>',
  Gte: '>=',
};

const quantified = (word: string, ...[fields, emit]: Parameters<Emitter>): string => {
  const operator = comparison[fields.text('op') ?? ''];
  if (!operator) throw refused(`${word} without a comparison`, 'a comparison', 'Write `x = ANY (query)`.');
  const inner = fields.node('subquery');
  const query = kindOf(inner) === 'subquery' ? emit(inner) : wrap(emitQuery(inner, emit));
  return `${emit(fields.node('this'))} ${operator} ${word} ${query}`;
};

const isStringLiteral = (node: Node): boolean => {
  const literal = node.literal;
  return isNode(literal) && literal.literal_type === 'string';
};

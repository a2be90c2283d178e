import { refused } from '../../errors';
import { METHODS, type Literal, type Method, type Operator, type Path, type Subscript } from './path';
import { predicate } from './read-predicate';
import { PathTokens, unreadable } from './tokens';

/** A path and how strictly it is followed. */
export interface ReadPath {
  readonly strict: boolean;
  readonly path: Path;
}

/**
 * @param variables names that PASSING gives values for
 * @throws SqlTranslationError for what isn't a path, or isn't followed here
 */
export function readPath(text: string, variables: readonly string[]): ReadPath {
  const [, mode, rest] = /^\s*(lax|strict)\b(.*)$/s.exec(text) ?? [];
  if (mode === undefined) throw unreadable();
  const tokens = new PathTokens(rest!, variables);
  const path = expression(tokens);
  if (!tokens.isAtEnd || isDecimal(path)) throw unreadable();
  return { strict: mode === 'strict', path };
}

/** Sums of products. */
export function expression(tokens: PathTokens): Path {
  let left = product(tokens);
  for (;;) {
    const operator = (['+', '-'] as const).find((sign) => tokens.accept(sign));
    if (!operator) return left;
    left = arithmetic(operator, left, product(tokens));
  }
}

function product(tokens: PathTokens): Path {
  let left = signed(tokens);
  for (;;) {
    const operator = (['*', '/', '%'] as const).find((sign) => tokens.accept(sign));
    if (!operator) return left;
    left = arithmetic(operator, left, signed(tokens));
  }
}

/** Decimals in a path are exact, and what they come to has a scale of its own. */
function arithmetic(operator: Operator, left: Path, right: Path): Path {
  if ([left, right].some(isDecimal)) throw refused('arithmetic with decimals in a JSON path', 'Write 1.5e0.');
  return { kind: 'arithmetic', operator, left, right };
}

function isDecimal(path: Path): boolean {
  if ('base' in path) return isDecimal(path.base);
  return path.kind === 'literal' && isDecimalLiteral(path.value);
}

const isDecimalLiteral = (value: Literal): boolean =>
  typeof value === 'object' && value !== null && /^[\d.]*\.[\d.]*$/.test(value.digits);

function signed(tokens: PathTokens): Path {
  const sign = (['+', '-'] as const).find((each) => tokens.accept(each));
  if (!sign) return accessor(tokens);
  const base = signed(tokens);
  if (isDecimal(base)) throw refused('a signed decimal in a JSON path', 'Write -1.5e0.');
  return { kind: 'sign', negative: sign === '-', base };
}

function accessor(tokens: PathTokens): Path {
  let base = primary(tokens);
  for (;;) {
    if (tokens.accept('..')) base = { kind: 'descendants', base, name: nameOf(tokens) };
    else if (tokens.accept('.', '*')) base = { kind: 'member', base, name: undefined };
    else if (tokens.accept('.')) base = memberOrMethod(tokens, base);
    else if (tokens.accept('['))
      base = { kind: 'elements', base, subscripts: tokens.inSubscript(() => subscripts(tokens)) };
    else if (tokens.accept('?')) {
      tokens.expect('(');
      base = { kind: 'filter', base, predicate: predicate(tokens) };
      tokens.expect(')');
    } else return base;
  }
}

function memberOrMethod(tokens: PathTokens, base: Path): Path {
  const name = nameOf(tokens);
  if (!tokens.accept('(', ')')) return { kind: 'member', base, name };
  if (!METHODS.includes(name as Method) || isDecimal(base)) throw unreadable();
  return { kind: 'method', base, name: name as Method };
}

function nameOf(tokens: PathTokens): string {
  const name = tokens.take('word', 'text');
  if (!name) throw unreadable();
  return name.text;
}

function subscripts(tokens: PathTokens): readonly Subscript[] | undefined {
  if (tokens.accept('*', ']')) return undefined;
  const all: Subscript[] = [];
  do {
    const from = expression(tokens);
    all.push(tokens.accept('to') ? { from, to: expression(tokens) } : { from });
  } while (tokens.accept(','));
  tokens.expect(']');
  return all;
}

function primary(tokens: PathTokens): Path {
  if (tokens.accept('$')) return { kind: 'input' };
  if (tokens.accept('@')) return { kind: 'item' };
  if (tokens.subscripts > 0 && tokens.accept('last')) return { kind: 'last' };
  if (tokens.accept('(')) {
    const inner = expression(tokens);
    tokens.expect(')');
    return inner;
  }
  const variable = tokens.take('variable');
  if (variable && !tokens.variables.includes(variable.text)) throw unreadable();
  if (variable) return { kind: 'variable', name: variable.text };
  return { kind: 'literal', value: literal(tokens) };
}

function literal(tokens: PathTokens): Literal {
  const written = tokens.take('number', 'text');
  if (written) return written.kind === 'text' ? written.text : { digits: written.text };
  if (tokens.accept('null')) return null;
  if (tokens.accept('true')) return true;
  if (tokens.accept('false')) return false;
  throw unreadable();
}

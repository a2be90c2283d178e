import type { Comparison, Path, Predicate } from './path';
import { expression } from './read';
import { unreadable, type PathTokens } from './tokens';

const COMPARISONS = ['==', '<>', '!=', '<=', '>=', '<', '>'] as const;

export function predicate(tokens: PathTokens): Predicate {
  let left = conjunction(tokens);
  while (tokens.accept('||')) left = { kind: 'or', left, right: conjunction(tokens) };
  return left;
}

function conjunction(tokens: PathTokens): Predicate {
  let left = term(tokens);
  while (tokens.accept('&&')) left = { kind: 'and', left, right: term(tokens) };
  return left;
}

function term(tokens: PathTokens): Predicate {
  if (tokens.accept('!')) {
    const denied = delimited(tokens);
    if (!denied) throw unreadable();
    return { kind: 'not', predicate: denied };
  }
  return tokens.attempt(() => comparison(tokens)) ?? delimited(tokens) ?? fail();
}

function delimited(tokens: PathTokens): Predicate | undefined {
  if (tokens.accept('exists', '(')) {
    const path = expression(tokens);
    tokens.expect(')');
    return { kind: 'exists', path };
  }
  if (!tokens.accept('(')) return undefined;
  const inner = predicate(tokens);
  tokens.expect(')');
  return tokens.accept('is', 'unknown') ? { kind: 'unknown', predicate: inner } : inner;
}

function comparison(tokens: PathTokens): Predicate | undefined {
  const left = pathOrNothing(tokens);
  if (!left) return undefined;
  if (tokens.accept('starts', 'with'))
    return { kind: 'starts with', value: left, prefix: expression(tokens) };
  const operator = COMPARISONS.find((sign) => tokens.accept(sign));
  if (!operator) return undefined;
  const meant: Comparison = operator === '!=' ? '<>' : operator;
  return { kind: 'compare', operator: meant, left, right: expression(tokens) };
}

/** A parenthesis opens a path or a predicate, which only what follows tells. */
function pathOrNothing(tokens: PathTokens): Path | undefined {
  try {
    return expression(tokens);
  } catch {
    return undefined;
  }
}

function fail(): never {
  throw unreadable();
}

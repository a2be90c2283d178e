import { SqlTranslationError } from './errors';

const readable = (name: string): string => name.replaceAll('_', ' ');

/** A kind of statement or expression the bridge has no meaning for. */
export function unsupportedKind(kind: string): SqlTranslationError {
  return new SqlTranslationError({
    received: `\`${readable(kind)}\``,
    expected: 'Athena SQL that also runs on one machine',
    remedy: 'Rewrite it with the documented subset, or run the statement in Athena.',
  });
}

/** A clause of a known statement that would be lost. */
export function unsupportedClause(kind: string, clause: string): SqlTranslationError {
  return new SqlTranslationError({
    received: `\`${readable(clause)}\` in \`${readable(kind)}\``,
    expected: `\`${readable(kind)}\` without it`,
    remedy: 'Leave it out, or run the statement in Athena.',
  });
}

/** A node that lacks what its kind needs. */
export function unsupportedShape(kind: string, field: string): SqlTranslationError {
  return new SqlTranslationError({
    received: `\`${readable(kind)}\` without \`${readable(field)}\``,
    expected: 'a complete expression',
    remedy: 'Complete the expression.',
  });
}

/** A function that is not in the table of bridged functions. */
export function unknownFunction(name: string): SqlTranslationError {
  return new SqlTranslationError({
    received: `function \`${name}\``,
    expected: 'an Athena function whose meaning is known to agree on one machine',
    remedy: 'Use a bridged function, or run the statement in Athena.',
  });
}

/** A known function, type or operator used in a way that has no equal in DuckDB. */
export function refused(received: string, expected: string, remedy: string): SqlTranslationError {
  return new SqlTranslationError({ received, expected, remedy });
}

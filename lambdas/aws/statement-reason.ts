/** Classes of errors that speak of the statement and its names; others may repeat values of the data. */
const OF_THE_STATEMENT =
  /^(SYNTAX_ERROR|TYPE_MISMATCH|TYPE_NOT_FOUND|NOT_SUPPORTED|AMBIGUOUS_NAME|PERMISSION_DENIED|EXPRESSION_NOT_[A-Z_]+|NESTED_[A-Z_]+|MISSING_[A-Z_]+|DUPLICATE_[A-Z_]+|MISMATCHED_[A-Z_]+|(COLUMN|TABLE|SCHEMA|CATALOG|FUNCTION)_NOT_FOUND|EXCEEDED_[A-Z_]+)$/;

export interface StatementReason {
  /** Such as `TYPE_MISMATCH`. */
  readonly code: string;
  readonly message: string;
}

/** Why Athena didn't do a statement, from the reason that it gives: a class and a text, or words alone. */
export function statementReason(id: string, reason = 'no reason given'): StatementReason {
  const [, code, text = ''] = /^([A-Z][A-Z_]+): ([\s\S]*)$/.exec(reason) ?? [];
  if (code === undefined) return { code: classOf(reason), message: `${wordsOf(reason)} (query ${id})` };
  if (OF_THE_STATEMENT.test(code)) return { code, message: text };
  return {
    code,
    message: `What Athena says may repeat a value, and isn't shown: aws athena get-query-execution --query-execution-id ${id}`,
  };
}

const classOf = (reason: string): string =>
  reason.startsWith('Bytes scanned limit') ? 'EXCEEDED_SCAN_LIMIT' : 'GENERIC_INTERNAL_ERROR';

/** Words without a class, as far as they are known to hold no value. */
const wordsOf = (reason: string): string =>
  /^(Bytes scanned limit was exceeded|Query cancelled by user)/.exec(reason)?.[0] ??
  'Athena ended it for a reason that may repeat a value';

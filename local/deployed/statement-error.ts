import { statementReason } from '../../lambdas/aws/statement-reason';
import { SqlError } from '../../sql-bridge';

/** A statement that Athena didn't do, from the reason that it gives. */
export function statementError(id: string, reason?: string): SqlError {
  const { code, message } = statementReason(id, reason);
  return new SqlError(code, message);
}

import { SqlError, SqlTranslationError } from '../../sql-bridge';
import { DamagedTableError } from '../store/errors';
import { AthenaError, columnNotFound, tableNotFound } from './errors';

const MISSING_COLUMN = [
  /Referenced column "([^"]+)" not found/,
  /does not have a column named "([^"]+)"/,
  /Column "([^"]+)" does not exist on (?:left|right) side of join/,
  /column "([^"]+)" not found/i,
  /Column with name ([^ ]+) does not exist/,
];
const MISSING_QUALIFIER = /Referenced table "([^"]+)" not found/;
const MISSING_TABLE = /Table with name (.+?) does not exist/;

/**
 * An error of DuckDB as Athena would put it. DuckDB quotes values in its messages (`Could not convert string
 * 'Jane'`), so what happens while rows are read gets a fixed text, and the original is dropped, not chained.
 */
export function athenaErrorOf(error: unknown, statement: string): Error {
  if (
    error instanceof AthenaError ||
    error instanceof SqlTranslationError ||
    error instanceof DamagedTableError
  )
    return error;
  if (error instanceof SqlError) return ownError(error);
  // Errors of the native binding aren't of this realm's Error under a test runner.
  const { message = '' } = error as { readonly message?: string };
  if (message.startsWith('Parser Error'))
    return new AthenaError('SYNTAX_ERROR', 'The statement cannot be parsed.');
  if (message.startsWith('Binder Error') || message.startsWith('Catalog Error'))
    return bindingError(message, statement);
  if (message.startsWith('Conversion Error') || message.startsWith('Invalid Input Error')) {
    return new AthenaError(
      'INVALID_CAST_ARGUMENT',
      'A value cannot be cast to the type the statement asks for, or is none that a function takes.',
    );
  }
  if (message.startsWith('Out of Range Error')) {
    return new AthenaError('NUMERIC_VALUE_OUT_OF_RANGE', 'A value is outside the range of its type.');
  }
  if (message.startsWith('Out of Memory Error')) {
    return new AthenaError(
      'EXCEEDED_MEMORY_LIMIT',
      'The statement needs more memory than the engine may take.',
    );
  }
  return new AthenaError('GENERIC_USER_ERROR', 'The statement failed while it was run.');
}

function bindingError(message: string, statement: string): AthenaError {
  for (const pattern of MISSING_COLUMN) {
    const column = pattern.exec(message)?.[1];
    if (column !== undefined) return columnNotFound(statement, column);
  }
  const qualifier = MISSING_QUALIFIER.exec(message)?.[1];
  if (qualifier !== undefined) return columnNotFound(statement, qualifier);
  const table = MISSING_TABLE.exec(message)?.[1];
  if (table !== undefined) return tableNotFound(statement, '', table.replaceAll('"', ''));
  // Binding precedes reading: what stands here comes from the statement and the permitted columns.
  const [first = ''] = message.replace(/^\w+ Error: /, '').split('\n');
  return new AthenaError('SYNTAX_ERROR', first);
}

/** Whether a column doesn't exist or is hidden isn't told apart, as in Athena. */
function ownError({ code, message }: SqlError): AthenaError {
  const hidden =
    code === 'COLUMN_NOT_FOUND' && message.endsWith('cannot be resolved')
      ? ' or requester is not authorized to access requested resources'
      : '';
  return new AthenaError(code, message + hidden);
}

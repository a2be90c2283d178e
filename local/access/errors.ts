import { TerminalError } from '../../core/errors';

/** Names of Athena's errors that a persona meets. @see https://github.com/trinodb/trino/blob/master/core/trino-spi/src/main/java/io/trino/spi/StandardErrorCode.java */
export type AthenaErrorName = string;

/** A statement that Athena would refuse the persona, in Athena's words. Never holds a value of the data. */
export class AthenaError extends TerminalError {
  override readonly name = 'AthenaError';

  constructor(
    readonly errorName: AthenaErrorName,
    detail: string,
  ) {
    super(`${errorName}: ${detail}`);
  }
}

/** Whether a column doesn't exist or is hidden isn't told apart, here as in Athena. */
export function columnNotFound(statement: string, column: string): AthenaError {
  return new AthenaError(
    'COLUMN_NOT_FOUND',
    `${positionOf(statement, column)}: Column '${column}' cannot be resolved or requester is not authorized to access requested resources`,
  );
}

/** A database or table that doesn't exist and one in which nothing is visible aren't told apart either. */
export function tableNotFound(statement: string, database: string, table: string): AthenaError {
  const parts = database === '' ? [table] : [database, table];
  const name = ['awsdatacatalog', ...(database === '' ? ['default', table] : parts)].join('.');
  return new AthenaError(
    'TABLE_NOT_FOUND',
    `${positionOf(statement, ...parts)}: Table '${name}' does not exist`,
  );
}

/** `line 1:8` for where a name, given by its parts, first stands in the statement as it was written. */
function positionOf(statement: string, ...parts: readonly string[]): string {
  const name = parts
    .map((part) => `"?${part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}"?`)
    .join(String.raw`\s*\.\s*`);
  const index = new RegExp(String.raw`(?<![\w$"])${name}(?![\w$])`, 'i').exec(statement)?.index ?? 0;
  const before = statement.slice(0, index).split('\n');
  return `line ${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

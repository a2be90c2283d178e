import { parse, SqlError, type ParameterValue, type Statement } from '../../../sql-bridge';
import { invalidRequest } from './errors';

/** A statement's syntax. Athena refuses what it can't read when it is sent. @throws ServiceError */
export function parsed(sql: string): Statement {
  return readable(() => parse(sql).statement);
}

/** What has to be read before anything runs. @throws ServiceError */
export function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof SqlError) throw invalidRequest(error.message, 'MALFORMED_QUERY');
    throw error;
  }
}

/** Execution parameters are literals of SQL, one each. @throws ServiceError */
export function parsedParameters(literals: readonly string[]): readonly ParameterValue[] {
  return literals.map((literal, i) => {
    const { parameters = [] } = parsed(`EXECUTE parameter USING ${literal}`) as {
      parameters?: ParameterValue[];
    };
    const [value] = parameters;
    if (parameters.length !== 1 || value === undefined)
      throw invalidRequest(`Expected one literal as execution parameter ${i + 1}`);
    return value;
  });
}

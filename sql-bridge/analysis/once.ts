import { createHash } from 'node:crypto';
import type { Typed } from './typed';

/** Characters of SQL; what is longer isn't written several times. */
const LONG = 10_000;

/**
 * DuckDB SQL that uses a value several times and has it computed once. The name of the value comes from its text, so
 * that two equal expressions stay equal.
 */
export function once(value: string, use: (name: string) => string): string {
  if (/^("\w+"|\w+)\.\w+$/.test(value)) return use(value);
  const name = `"v${createHash('sha256').update(value).digest('hex').slice(0, 12)}"`;
  return `list_transform([${value}], lambda ${name}: ${use(name)})[1]`;
}

/**
 * What is made of operands, each of which may be written several times: the long ones are computed once. Without that the
 * SQL of calls within calls doubles with each of them.
 */
export function ofOperands<const Operands extends readonly Typed[]>(
  operands: Operands,
  use: (operands: Operands) => Typed,
): Typed {
  const long = operands.findIndex(({ sql, text }) => text === undefined && sql.length > LONG);
  const operand = operands[long];
  if (operand === undefined) return use(operands);
  let result = operand;
  const sql = once(operand.sql, (name) => {
    const named = operands.map((each, at) => (at === long ? { ...each, sql: name } : each));
    result = ofOperands(named as readonly Typed[] as Operands, use);
    return result.sql;
  });
  return { ...result, sql };
}

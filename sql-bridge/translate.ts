import { Context, type Catalog } from './analysis/context';
import type { Env } from './analysis/env';
import { analyze } from './analysis/expression';
import { analyzeQuery } from './analysis/query';
import type { Column } from './analysis/select';
import { SqlError } from './errors';
import { statementSql } from './statement';
import type { Expression } from './syntax/ast';
import type { Statement } from './syntax/ast-statement';
import type { Udf } from './udf/udf';

/** One Athena statement in DuckDB's words. */
export interface Translation {
  readonly sql: string;
  /** The columns of the result with their types in Trino; undefined for a statement that changes rows. */
  readonly columns: readonly Column[] | undefined;
  /** Functions that the connection must have. */
  readonly functions: readonly Udf[];
  /** Until when it holds: what asks for the time for this once, what asks for the date until it is another. @default for good */
  readonly holds?: 'today' | 'now' | undefined;
}

export interface TranslateOptions {
  /** Tables and their columns. */
  readonly catalog: Catalog;
  /** The time of the statement in UTC, `2026-01-31 10:00:00.000000`. */
  readonly now: string;
  /** The database of tables named without one. @default `default` */
  readonly schema?: string;
  /** Values for the `?` of the statement, in order. */
  readonly parameters?: readonly ParameterValue[];
}

export type ParameterValue = string | number | bigint | boolean | null | Expression;

/**
 * Translates one parsed Athena statement (engine version 3) to DuckDB SQL with the same meaning: every expression gets
 * the type it has in Trino first, and what DuckDB would compute in another way is computed by functions of ours.
 *
 * @param sql the statement's text, for places in messages
 * @throws SqlError with Trino's name for the error; SqlTranslationError for what isn't answered on one machine
 * @see https://docs.aws.amazon.com/athena/latest/ug/ddl-sql-reference.html
 */
export function translateStatement(parsed: Statement, sql: string, options: TranslateOptions): Translation {
  const parameters = (options.parameters ?? []).map(literalOf);
  const ctx = new Context(sql, options.catalog, options.schema, { now: options.now });
  const env: Env = {
    ctx,
    scope: { fields: [] },
    ctes: new Map(),
    windows: new Map(),
    analyze,
    subquery: (query, inner) => analyzeQuery(query, { ...inner, scope: { fields: [], parent: inner.scope } }),
  };
  const found = statementSql(bind(parsed, parameters), env);
  return { ...found, functions: ctx.functions, holds: ctx.holds };
}

function literalOf(value: ParameterValue): Expression {
  const at = 0;
  if (value === null) return { kind: 'null', at };
  if (typeof value === 'object') return value;
  if (typeof value === 'string') return { kind: 'string', text: value, at };
  if (typeof value === 'boolean') return { kind: 'boolean', value, at };
  const text = String(value);
  const positive: Expression =
    typeof value === 'number' && !Number.isInteger(value)
      ? { kind: 'double', text: value.toExponential().replace(/^-/, ''), at }
      : { kind: 'integer', text: text.replace(/^-/, ''), at };
  return text.startsWith('-') ? { kind: 'negate', value: positive, at } : positive;
}

/** Puts the values of parameters into the statement. @throws SqlError INVALID_PARAMETER_USAGE when their number is wrong */
function bind(statement: Statement, parameters: readonly Expression[]): Statement {
  const places: number[] = [];
  collect(statement, places);
  if (places.length !== parameters.length)
    throw new SqlError(
      'INVALID_PARAMETER_USAGE',
      `Incorrect number of parameters: expected ${places.length} but found ${parameters.length}`,
    );
  if (places.length === 0) return statement;
  places.sort((a, b) => a - b);
  return replace(statement, new Map(places.map((at, i) => [at, parameters[i]!]))) as Statement;
}

const isParameter = (value: unknown): value is Expression & { readonly kind: 'parameter' } =>
  typeof value === 'object' && value !== null && (value as { readonly kind?: unknown }).kind === 'parameter';

function collect(value: unknown, places: number[]): void {
  if (isParameter(value)) places.push(value.at);
  else if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(value)) collect(inner, places);
}

function replace(value: unknown, values: ReadonlyMap<number, Expression>): unknown {
  if (isParameter(value)) return values.get(value.at);
  if (Array.isArray(value)) return value.map((item) => replace(item, values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replace(inner, values)]));
}

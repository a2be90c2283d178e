import type { Expression, Query, Window } from '../syntax/ast';
import type { Context } from './context';
import type { Field, Scope } from './scope';
import type { Typed } from './typed';

/** A WITH query: its name in DuckDB and its columns. */
export interface CommonRelation {
  readonly sql: string;
  readonly fields: readonly Field[];
}

/** What a grouped query may name outside of aggregates. */
export interface Grouping {
  /** What it groups by, as DuckDB SQL. */
  readonly keys: ReadonlySet<string>;
  /** Whether one of them is more than a column. */
  readonly hasExpressions: boolean;
}

/** What an expression stands in. */
export interface Env {
  readonly ctx: Context;
  readonly scope: Scope;
  readonly ctes: ReadonlyMap<string, CommonRelation>;
  readonly grouping?: Grouping;
  readonly windows: ReadonlyMap<string, Window>;
  /** Where aggregates and window functions have no place, and what that place is. */
  readonly plain?: string;
  /** Takes what is computed before TRY tries: aggregates, window functions and queries. */
  readonly beforehand?: (value: Typed) => Typed;
  /** Understands an expression inside this one. */
  readonly analyze: (node: Expression, env: Env) => Typed;
  /** Understands a query that stands inside an expression. */
  readonly subquery: (query: Query, env: Env) => Subquery;
}

export interface Subquery {
  readonly sql: string;
  readonly columns: readonly {
    readonly name: string;
    readonly type: Field['type'];
    readonly anonymous?: boolean;
  }[];
}

/** The same place before rows are grouped: what an aggregate reads, and what a query inside starts with. */
export function ungrouped(env: Env, changes: Partial<Env> = {}): Env {
  const { ctx, scope, ctes, windows, analyze, subquery } = env;
  return { ctx, scope, ctes, windows, analyze, subquery, ...changes };
}

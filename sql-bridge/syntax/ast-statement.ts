import type { Expression, Placed, Query, Relation } from './ast';

export type MergeAction =
  | { readonly kind: 'update'; readonly set: readonly Assignment[] }
  | { readonly kind: 'delete' }
  | { readonly kind: 'insert'; readonly columns: readonly string[]; readonly values: readonly Expression[] };

export interface Assignment {
  readonly column: string;
  readonly value: Expression;
}

export type Statement = Placed &
  (
    | { readonly kind: 'query'; readonly query: Query }
    | {
        readonly kind: 'insert';
        readonly table: readonly string[];
        readonly columns: readonly string[];
        readonly query: Query;
      }
    | {
        readonly kind: 'update';
        readonly table: readonly string[];
        readonly set: readonly Assignment[];
        readonly where?: Expression;
      }
    | {
        readonly kind: 'delete';
        readonly table: readonly string[];
        readonly alias?: string;
        readonly where?: Expression;
      }
    | {
        readonly kind: 'merge';
        readonly table: readonly string[];
        readonly alias?: string;
        readonly source: Relation;
        readonly on: Expression;
        readonly cases: readonly {
          readonly matched: boolean;
          readonly condition?: Expression;
          readonly action: MergeAction;
        }[];
      }
    | {
        readonly kind: 'show';
        readonly what:
          | 'tables'
          | 'schemas'
          | 'columns'
          | 'catalogs'
          | 'functions'
          | 'views'
          | 'partitions'
          | 'create table';
        readonly of?: readonly string[];
        readonly like?: string;
      }
    | { readonly kind: 'describe'; readonly table: readonly string[] }
    | {
        readonly kind: 'explain';
        readonly statement: Statement;
        /** `EXPLAIN (TYPE VALIDATE)`. */
        readonly validates: boolean;
        readonly text: string;
      }
    | {
        readonly kind: 'prepare';
        readonly name: string;
        readonly statement: Statement;
        readonly text: string;
      }
    | { readonly kind: 'execute'; readonly name: string; readonly parameters: readonly Expression[] }
    | {
        readonly kind: 'execute immediate';
        readonly text: string;
        readonly parameters: readonly Expression[];
      }
    | { readonly kind: 'deallocate'; readonly name: string }
    | {
        readonly kind: 'create table as';
        readonly target: readonly string[];
        readonly properties: Properties;
        readonly query: Query;
        readonly withData: boolean;
      }
    | {
        readonly kind: 'unload';
        readonly query: Query;
        readonly location: string;
        readonly properties: Properties;
      }
    | { readonly kind: 'other'; readonly what: string }
  );

/** What stands in the WITH of a statement that writes, by names in lower case. */
export type Properties = Readonly<Record<string, Expression>>;

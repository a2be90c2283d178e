/** Where a node begins in the statement, for messages. */
export interface Placed {
  readonly at: number;
}

/** The name of a type as the statement writes it, such as `decimal(10, 2)` or `array(row(x bigint))`. */
export interface TypeName extends Placed {
  readonly name: string;
  /** Numbers such as precision, or inner types. */
  readonly args: readonly (number | TypeName)[];
  /** Of a row: the names of its fields, in the order of `args`. */
  readonly fields?: readonly (string | undefined)[];
  readonly zone?: boolean;
}

export interface SortItem {
  readonly key: Expression;
  readonly descending: boolean;
  /** @default last, for both directions */
  readonly nullsFirst?: boolean;
}

export type FrameBound =
  | { readonly kind: 'unbounded preceding' | 'unbounded following' | 'current row' }
  | { readonly kind: 'preceding' | 'following'; readonly value: Expression };

export interface Frame {
  readonly unit: 'rows' | 'range' | 'groups';
  readonly start: FrameBound;
  readonly end?: FrameBound;
}

export interface Window {
  /** A window of the WINDOW clause that this one stands on. */
  readonly name?: string;
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly SortItem[];
  readonly frame?: Frame;
}

export interface Call extends Placed {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Expression[];
  readonly star?: boolean;
  readonly distinct?: boolean;
  readonly orderBy?: readonly SortItem[];
  readonly filter?: Expression;
  readonly over?: Window;
  readonly ignoreNulls?: boolean;
  /** Of `listagg`: what happens on overflow. @default an error */
  readonly overflow?: 'truncate';
}

/** `json_value`, `json_query` and `json_exists`. */
export interface JsonCall extends Placed {
  readonly kind: 'json';
  readonly name: 'json_value' | 'json_query' | 'json_exists';
  readonly input: Expression;
  readonly path: string;
  readonly passing: readonly { readonly name: string; readonly value: Expression }[];
  readonly returning?: TypeName;
  readonly wrapper?: 'without' | 'conditional' | 'unconditional';
  readonly quotes?: 'keep' | 'omit';
  readonly onEmpty?: JsonBehaviour;
  readonly onError?: JsonBehaviour;
}

/** `json_object(...)` and `json_array(...)`. */
export interface JsonConstructor extends Placed {
  readonly kind: 'json constructor';
  readonly name: 'json_object' | 'json_array';
  readonly members: readonly JsonMember[];
  /** Whether members without a value are left out. */
  readonly absentOnNull: boolean;
  readonly uniqueKeys: boolean;
  readonly returning?: TypeName;
}

export interface JsonMember {
  /** Of an object's member. */
  readonly key?: Expression;
  readonly value: Expression;
  /** Whether the text of the value is JSON itself. */
  readonly isJson: boolean;
}

export type JsonBehaviour =
  | { readonly kind: 'null' | 'error' | 'empty array' | 'empty object' | 'true' | 'false' | 'unknown' }
  | { readonly kind: 'default'; readonly value: Expression };

export type CompareOperator = '=' | '<>' | '<' | '<=' | '>' | '>=';

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';

export type Expression = Placed &
  (
    | { readonly kind: 'null' | 'parameter' | 'default' }
    | { readonly kind: 'boolean'; readonly value: boolean }
    | { readonly kind: 'string' | 'integer' | 'decimal' | 'double' | 'binary'; readonly text: string }
    | { readonly kind: 'typed'; readonly type: TypeName; readonly text: string }
    | { readonly kind: 'interval'; readonly text: string; readonly from: string; readonly to?: string }
    | { readonly kind: 'name'; readonly name: string; readonly label: string }
    | { readonly kind: 'field'; readonly base: Expression; readonly name: string; readonly label: string }
    | { readonly kind: 'special'; readonly name: string; readonly precision?: number }
    | Call
    | JsonCall
    | JsonConstructor
    | { readonly kind: 'cast'; readonly value: Expression; readonly type: TypeName; readonly safe: boolean }
    | { readonly kind: 'extract'; readonly part: string; readonly value: Expression }
    | {
        readonly kind: 'arithmetic';
        readonly operator: ArithmeticOperator;
        readonly left: Expression;
        readonly right: Expression;
      }
    | { readonly kind: 'concat'; readonly left: Expression; readonly right: Expression }
    | { readonly kind: 'negate'; readonly value: Expression }
    | {
        readonly kind: 'compare';
        readonly operator: CompareOperator;
        readonly left: Expression;
        readonly right: Expression;
      }
    | {
        readonly kind: 'quantified';
        readonly operator: CompareOperator;
        readonly all: boolean;
        readonly left: Expression;
        readonly query: Query;
      }
    | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
    | { readonly kind: 'not'; readonly value: Expression }
    | {
        readonly kind: 'between';
        readonly value: Expression;
        readonly low: Expression;
        readonly high: Expression;
      }
    | { readonly kind: 'in'; readonly value: Expression; readonly list: readonly Expression[] }
    | { readonly kind: 'in query'; readonly value: Expression; readonly query: Query }
    | {
        readonly kind: 'like';
        readonly value: Expression;
        readonly pattern: Expression;
        readonly escape?: Expression;
      }
    | { readonly kind: 'is null'; readonly value: Expression }
    | { readonly kind: 'is distinct'; readonly left: Expression; readonly right: Expression }
    | { readonly kind: 'exists'; readonly query: Query }
    | {
        readonly kind: 'case';
        readonly operand?: Expression;
        readonly whens: readonly { readonly when: Expression; readonly then: Expression }[];
        readonly otherwise?: Expression;
      }
    | { readonly kind: 'row' | 'array'; readonly items: readonly Expression[] }
    | { readonly kind: 'subscript'; readonly base: Expression; readonly index: Expression }
    | { readonly kind: 'lambda'; readonly parameters: readonly string[]; readonly body: Expression }
    | { readonly kind: 'subquery'; readonly query: Query }
    | { readonly kind: 'at time zone'; readonly value: Expression; readonly zone: Expression }
    | { readonly kind: 'grouping'; readonly items: readonly Expression[] }
  );

export type SelectItem =
  | { readonly kind: 'item'; readonly value: Expression; readonly alias?: string }
  | ({ readonly kind: 'star'; readonly of?: Expression; readonly aliases?: readonly string[] } & Placed);

export interface GroupBy {
  readonly distinct: boolean;
  readonly elements: readonly (
    | { readonly kind: 'simple'; readonly items: readonly Expression[] }
    | { readonly kind: 'rollup' | 'cube' | 'sets'; readonly sets: readonly (readonly Expression[])[] }
  )[];
}

export interface Select extends Placed {
  readonly kind: 'select';
  readonly distinct: boolean;
  readonly items: readonly SelectItem[];
  readonly from?: Relation;
  readonly where?: Expression;
  readonly groupBy?: GroupBy;
  readonly having?: Expression;
  readonly windows: readonly { readonly name: string; readonly window: Window }[];
}

export type QueryBody =
  | Select
  | { readonly kind: 'values'; readonly rows: readonly Expression[]; readonly at: number }
  | { readonly kind: 'table'; readonly name: readonly string[]; readonly at: number }
  | {
      readonly kind: 'set';
      readonly operator: 'union' | 'intersect' | 'except';
      readonly all: boolean;
      readonly left: QueryBody;
      readonly right: QueryBody;
      readonly at: number;
    }
  | { readonly kind: 'nested'; readonly query: Query; readonly at: number };

/** Names of columns: as they are known, in lower case, and as results show them. */
export interface ColumnNames {
  readonly columns: readonly string[];
  readonly labels: readonly string[];
}

export interface CommonTable extends Partial<ColumnNames> {
  readonly name: string;
  readonly query: Query;
  readonly at: number;
}

export interface Query extends Placed {
  readonly with: readonly CommonTable[];
  readonly recursive: boolean;
  readonly body: QueryBody;
  readonly orderBy: readonly SortItem[];
  readonly offset?: Expression;
  readonly limit?: Expression;
  readonly withTies?: boolean;
}

export type JoinKind = 'inner' | 'left' | 'right' | 'full' | 'cross' | 'implicit';

export type Relation = Placed &
  (
    | { readonly kind: 'table'; readonly name: readonly string[]; readonly version: boolean }
    | { readonly kind: 'subquery'; readonly query: Query; readonly lateral: boolean }
    | { readonly kind: 'unnest'; readonly items: readonly Expression[]; readonly ordinality: boolean }
    | ({
        readonly kind: 'alias';
        readonly of: Relation;
        readonly name: string;
      } & Partial<ColumnNames>)
    | {
        readonly kind: 'join';
        readonly join: JoinKind;
        readonly left: Relation;
        readonly right: Relation;
        readonly on?: Expression;
        readonly using?: ColumnNames;
        readonly natural: boolean;
      }
    | { readonly kind: 'unsupported'; readonly what: string }
  );

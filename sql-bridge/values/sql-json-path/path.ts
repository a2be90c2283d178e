/** A path of SQL/JSON as a tree. @see https://trino.io/docs/435/functions/json.html#json-path-language */
export type Path =
  | { readonly kind: 'input' | 'item' | 'last' }
  | { readonly kind: 'literal'; readonly value: Literal }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'member'; readonly base: Path; readonly name: string | undefined }
  | { readonly kind: 'descendants'; readonly base: Path; readonly name: string }
  | { readonly kind: 'elements'; readonly base: Path; readonly subscripts: readonly Subscript[] | undefined }
  | { readonly kind: 'filter'; readonly base: Path; readonly predicate: Predicate }
  | { readonly kind: 'method'; readonly base: Path; readonly name: Method }
  | { readonly kind: 'sign'; readonly negative: boolean; readonly base: Path }
  | { readonly kind: 'arithmetic'; readonly operator: Operator; readonly left: Path; readonly right: Path };

/** What is written in a path: numbers as their digits. */
export type Literal = null | boolean | string | { readonly digits: string };

export interface Subscript {
  readonly from: Path;
  readonly to?: Path;
}

export type Operator = '+' | '-' | '*' | '/' | '%';
export type Comparison = '==' | '<>' | '<' | '>' | '<=' | '>=';

export const METHODS = ['type', 'size', 'double', 'ceiling', 'floor', 'abs', 'keyvalue'] as const;
export type Method = (typeof METHODS)[number];

export type Predicate =
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly left: Path; readonly right: Path }
  | { readonly kind: 'starts with'; readonly value: Path; readonly prefix: Path }
  | { readonly kind: 'exists'; readonly path: Path }
  | { readonly kind: 'unknown' | 'not'; readonly predicate: Predicate }
  | { readonly kind: 'and' | 'or'; readonly left: Predicate; readonly right: Predicate };

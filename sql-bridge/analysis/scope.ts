import { SqlError } from '../errors';
import type { Type } from '../types/type';
import type { JsonLists } from './json-lists';

/** A column that expressions can name. */
export interface Field {
  /** Undefined for columns without a name, which only a star reaches. */
  readonly name?: string;
  /** The name as results show it. @default the name */
  readonly label?: string;
  /** The relation's names, innermost last, such as `silver`, `vaccines`. */
  readonly qualifier: readonly string[];
  readonly type: Type;
  readonly sql: string;
  /** Reached by its name, not by a star. */
  readonly hidden?: boolean;
  /** Whether a grouped query may name it anywhere: an output column in ORDER BY, a parameter of a lambda. */
  readonly free?: boolean;
  /** Where several JSON paths of one column are read in one go. */
  readonly lists?: JsonLists;
}

/** What names mean at one place of a statement. */
export interface Scope {
  readonly fields: readonly Field[];
  /** Names that hold here, too, when none of the fields has the name. */
  readonly parent?: Scope;
  /** Whether the parent belongs to the same query: an alias seen by ORDER BY, a parameter of a lambda. */
  readonly inner?: boolean;
}

export const columnNotFound = (name: string, place: string): SqlError =>
  new SqlError('COLUMN_NOT_FOUND', `${place}: Column '${name}' cannot be resolved`);

/** @throws SqlError AMBIGUOUS_NAME */
export function tryField(scope: Scope, path: readonly string[], place: string): Field | undefined {
  const name = path.at(-1)!;
  const qualifier = path.slice(0, -1);
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    const found = at.fields.filter((field) => field.name === name && endsWith(field.qualifier, qualifier));
    if (found.length > 1)
      throw new SqlError('AMBIGUOUS_NAME', `${place}: Column '${path.join('.')}' is ambiguous`);
    if (found[0]) return found[0];
  }
  return undefined;
}

/** Whether any relation of the scope goes by the name. */
export const isQualifier = (scope: Scope, path: readonly string[]): boolean =>
  scope.fields.some((field) => endsWith(field.qualifier, path)) ||
  (scope.parent !== undefined && isQualifier(scope.parent, path));

export const endsWith = (whole: readonly string[], end: readonly string[]): boolean =>
  end.length <= whole.length && end.every((part, i) => whole[whole.length - end.length + i] === part);

import { hasAggregate } from './analysis/has-aggregate';
import type { Query, QueryBody, Relation, Select } from './syntax/ast';
import { parse } from './syntax/statement';

/** What one table's rows are to a SELECT that groups them. */
export interface RowGroups {
  /** Names of columns, in lower case, that the SELECT may read; undefined for all. */
  readonly reads: ReadonlySet<string> | undefined;
  /** Columns of the result that tell the group. */
  readonly keys: ReadonlySet<string>;
}

/** Give something else each time; `current_date` does on another day. */
const FICKLE = new Set(['now', 'rand', 'random', 'shuffle', 'uuid']);

/** A relation that doesn't read the table, has a row for rows of it one by one, or a row for each group of those. */
type Kind = 'apart' | 'rows' | { readonly keys: ReadonlySet<string> };

/**
 * How a SELECT groups the rows of a table. Then a row of the result depends on no row of the table but those of its group,
 * and the SELECT over some rows tells the groups that those are in, on one day. Undefined where that isn't plain to see.
 *
 * @param table `database.table`, in lower case
 */
export function rowGroups(sql: string, table: string): RowGroups | undefined {
  const { statement } = parse(sql);
  if (statement.kind !== 'query') return undefined;
  const kind = ofQuery(statement.query, { table, named: new Map() });
  if (typeof kind !== 'object') return undefined;
  const seen: Seen = { names: new Set(), hasStar: false, isFickle: false };
  look(statement.query, seen);
  if (seen.isFickle) return undefined;
  return { reads: seen.hasStar ? undefined : seen.names, keys: kind.keys };
}

interface Scope {
  readonly table: string;
  /** Queries of WITH. */
  readonly named: ReadonlyMap<string, Kind>;
}

function ofQuery(query: Query, scope: Scope): Kind | undefined {
  if (query.recursive) return undefined;
  const named = new Map(scope.named);
  for (const each of query.with) {
    const kind = ofQuery(each.query, { ...scope, named });
    if (kind === undefined || (each.columns && kind !== 'apart')) return undefined;
    named.set(each.name, kind);
  }
  const kind = ofBody(query.body, { ...scope, named });
  const isCut = query.limit !== undefined || query.offset !== undefined || hasQuery(query.orderBy);
  return kind !== 'apart' && isCut ? undefined : kind;
}

function ofBody(body: QueryBody, scope: Scope): Kind | undefined {
  switch (body.kind) {
    case 'select':
      return ofSelect(body, scope);
    case 'nested':
      return ofQuery(body.query, scope);
    case 'values':
      return hasQuery(body.rows) ? undefined : 'apart';
    case 'table':
      return ofTable(body.name, scope);
    case 'set':
      return ofBody(body.left, scope) === 'apart' && ofBody(body.right, scope) === 'apart'
        ? 'apart'
        : undefined;
  }
}

function ofSelect(select: Select, scope: Scope): Kind | undefined {
  const { items, where, groupBy, having, windows, distinct } = select;
  if (hasQuery([items, where, groupBy, having, windows])) return undefined;
  const from = select.from ? ofRelation(select.from, scope) : 'apart';
  if (from === undefined || from === 'apart') return from;
  if (distinct || having || windows.length > 0 || hasWindow(items)) return undefined;
  if (typeof from === 'object') return where || groupBy ? undefined : ofGroups(items, from.keys);
  const values = items.flatMap((item) => (item.kind === 'item' ? [item.value] : []));
  if (!groupBy) return hasAggregate(values) ? undefined : 'rows';
  const isPlain = !groupBy.distinct && groupBy.elements.every(({ kind }) => kind === 'simple');
  if (!isPlain || groupBy.elements.length === 0 || values.length < items.length) return undefined;
  return { keys: new Set(items.flatMap((item) => (isKey(item) ? nameOf(item) : []))) };
}

/** What isn't made by an aggregate is the same in all rows of a group. */
const isKey = (item: Select['items'][number]): boolean => item.kind === 'item' && !hasAggregate(item.value);

/** Groups with other columns: those that are named as they are still tell the group. */
function ofGroups(items: Select['items'], keys: ReadonlySet<string>): Kind | undefined {
  if (items.some((item) => item.kind === 'item' && hasAggregate(item.value))) return undefined;
  const kept = items.flatMap((item) => {
    if (item.kind === 'star') return item.aliases ? [] : [...keys];
    const { value } = item;
    const isOne = (value.kind === 'name' || value.kind === 'field') && keys.has(value.name);
    return isOne ? nameOf(item) : [];
  });
  return { keys: new Set(kept) };
}

function nameOf(item: Select['items'][number]): string[] {
  if (item.kind === 'star') return [];
  const { alias, value } = item;
  if (alias !== undefined) return [alias.toLowerCase()];
  return value.kind === 'name' || value.kind === 'field' ? [value.name] : [];
}

function ofRelation(relation: Relation, scope: Scope): Kind | undefined {
  switch (relation.kind) {
    case 'table':
      return relation.version ? undefined : ofTable(relation.name, scope);
    case 'subquery':
      return relation.lateral ? undefined : ofQuery(relation.query, scope);
    case 'unnest':
      return hasQuery(relation.items) ? undefined : 'apart';
    case 'alias': {
      const kind = ofRelation(relation.of, scope);
      return relation.columns && typeof kind === 'object' ? undefined : kind;
    }
    case 'join':
      return ofJoin(relation, scope);
    case 'unsupported':
      return undefined;
  }
}

function ofJoin(join: Relation & { readonly kind: 'join' }, scope: Scope): Kind | undefined {
  if (hasQuery(join.on)) return undefined;
  const [left, right] = [ofRelation(join.left, scope), ofRelation(join.right, scope)];
  if (left === 'apart' && right === 'apart') return 'apart';
  if (join.natural || join.using) return undefined;
  const isInner = join.join === 'inner' || join.join === 'cross' || join.join === 'implicit';
  if (left === 'rows' && right === 'apart') return isInner || join.join === 'left' ? 'rows' : undefined;
  if (left === 'apart' && right === 'rows') return isInner || join.join === 'right' ? 'rows' : undefined;
  return undefined;
}

function ofTable(name: readonly string[], { table, named }: Scope): Kind {
  const [only] = name;
  if (name.length === 1 && only !== undefined) return named.get(only) ?? 'apart';
  return name.slice(-2).join('.') === table ? 'rows' : 'apart';
}

/** Whether there is a query within expressions. */
function hasQuery(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasQuery);
  if (typeof value !== 'object' || value === null) return false;
  return 'with' in value || Object.values(value).some(hasQuery);
}

function hasWindow(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasWindow);
  if (typeof value !== 'object' || value === null) return false;
  const { kind, over } = value as { readonly kind?: unknown; readonly over?: unknown };
  return (kind === 'call' && over !== undefined) || Object.values(value).some(hasWindow);
}

interface Seen {
  readonly names: Set<string>;
  hasStar: boolean;
  isFickle: boolean;
}

function look(value: unknown, seen: Seen): void {
  if (Array.isArray(value)) for (const item of value) look(item, seen);
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return;
  const { kind, name } = value as { readonly kind?: unknown; readonly name?: unknown };
  if ((kind === 'name' || kind === 'field') && typeof name === 'string') seen.names.add(name);
  if (kind === 'star') seen.hasStar = true;
  if ((kind === 'special' && name !== 'current_date') || kind === 'parameter') seen.isFickle = true;
  if (kind === 'call' && FICKLE.has(String(name))) seen.isFickle = true;
  for (const inner of Object.values(value)) look(inner, seen);
}

import type { Statement } from './syntax/ast-statement';

/** A table by the names that the statement gives it, in lower case. */
export type TableName = readonly string[];

/** Every name of a table in a statement; names of WITH queries are among them. */
export function tablesOf(statement: Statement): readonly TableName[] {
  const found: TableName[] = [];
  visit(statement, found);
  return found;
}

function visit(value: unknown, found: TableName[]): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, found);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const node = value as { readonly kind?: unknown; readonly name?: unknown; readonly table?: unknown };
  if (node.kind === 'table' && Array.isArray(node.name)) found.push(node.name as TableName);
  if (Array.isArray(node.table)) found.push(node.table as TableName);
  for (const inner of Object.values(value)) visit(inner, found);
}
